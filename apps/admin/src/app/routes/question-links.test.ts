import { segmentOf } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { readScope, writeScope } from "../../by-week/scope.ts";
import { readView as readExplored } from "../../features/explore/asking/view.ts";
import { daysInExplore } from "../../features/read-flywheel/days-in-explore.ts";
import { readView as readTiming } from "../../features/read-timing/view.ts";
import { writeTargets } from "../../stated/targets.ts";

// Features do not know each other; that the pages understand what leads to them is seen from above.
const scope = readScope({ from: 60_000, to: 9_000_000_000, app: "chat", traffic: "simulated", segment: "phones" });
const overJson = (search: object): Record<string, unknown> => JSON.parse(JSON.stringify(search));

it("[AD178] Explore understands which days of whom the flywheel sends it", () => {
  const days = { fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 27) };
  expect(readExplored(overJson(daysInExplore(scope, days)))).toMatchObject({
    ...{ ask: "trend", per: "day", period: days, zone: "UTC" },
    ...{ app: "chat", traffic: "simulated", segment: segmentOf("phones") },
  });
  const anybody = readScope({});
  expect(readExplored(overJson(daysInExplore(anybody, days)))).toMatchObject({
    ...{ period: days, app: null, traffic: "real", segment: null },
  });
});

it("[AD178] Timing understands whom and which targets the flywheel sends it", () => {
  const targets = { users: 0.4, trust: 1 };
  expect(readTiming(overJson({ ...writeScope(scope), ...writeTargets(targets) }))).toMatchObject({ scope, targets });
});
