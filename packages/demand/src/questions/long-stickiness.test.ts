import { openTestStores } from "@flywheel/store/testing";
import { journey } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventEvent } from "../invented-days.ts";
import { countWindowsSlowly } from "./active-days.twin.ts";
import { answerStickiness, Stickiness } from "./stickiness.ts";

const dayMs = 86_400_000;
/** As long as a range may be. */
const days = 3_700;
const fromMs = Date.UTC(2016, 9, 1);
const toMs = fromMs + days * dayMs;

describe.each(openTestStores())("stickiness over ten years on $engine", (backend) => {
  it.each([
    [7, "UTC"],
    [14, "UTC"],
    [28, "America/New_York"],
  ] as const)("[DE211] has every window that the range holds, %i days apart in %s", async (everyDays, timeZone) => {
    const events = [1, 2, 30, 31, 32, days - 3].flatMap((day) =>
      ["ada", "bob"].map((visitor) =>
        inventEvent(visitor, { name: "app.opened", atMs: fromMs + day * dayMs + 12 * 3_600_000 }),
      ),
    );
    const store = await backend.open();
    await store.events.append(events);
    const scope = { app: null, traffic: "real" as const, fromMs, toMs, timeZone, of: [journey.visited] };
    const { points } = await answerStickiness(store.questions, Stickiness.parse({ ...scope, everyDays }), toMs);
    const slow = countWindowsSlowly({ ...scope, weekStart: 1, segment: null }, everyDays, toMs, events);
    expect(points.map(({ lastDay, startMs, endMs, visitors }) => [lastDay, startMs, endMs, visitors])).toEqual(
      slow.map(({ visitors, lastDay, startMs, endMs }) => [
        ...[lastDay, startMs, endMs],
        visitors.reduce((sum, count) => sum + count, 0),
      ]),
    );
    expect((points[0]?.startMs ?? 0) - fromMs).toBeLessThan((everyDays + 1) * dayMs);
  });
});
