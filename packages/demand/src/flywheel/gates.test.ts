import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { FieldValue, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventEvent } from "../invented-days.ts";
import { isDenied, judgedWeeks } from "./gates.ts";
import { lostDemandOf } from "./lost-demand.ts";
import { opportunityOf, opportunityValues, opportunityWidth, outcomeOf } from "./opportunity.ts";
import { readVisitorWeeks, VisitorWeeks } from "./visitor-weeks.ts";
import { causes, decodeWeek, type VisitorWeek } from "./week-code.ts";
import { collapseRows, sumRows } from "./weighted-bootstrap.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 8, 7);
const week = (number: number, of: Partial<VisitorWeek>) => ({
  ...{ ...decodeWeek(0), apps: 1, credits: 0, week: number },
  ...of,
});

describe.each(openTestStores())("weeks of those who agreed to be measured on $engine", (backend) => {
  const question = VisitorWeeks.parse({ app: null, traffic: "real", fromMs: startMs, toMs: startMs + 14 * dayMs });
  const on = (visitor: string, name: TakenEvent["name"], fields: Readonly<Record<string, FieldValue>> = {}) => ({
    ...inventEvent(visitor, { name, atMs: startMs + dayMs, fields }),
    requestId: `req_${visitor}` as RequestId,
  });
  const paid = { funding: "purchased", credits: 30 };

  it("[DE170] count what was paid for requests that are known, because payments are written of everybody", async () => {
    const store = await backend.open();
    await store.events.append([
      on("declined", "payment.settled", paid),
      ...[on("agreed", "inference.requested", { hosted: true }), on("agreed", "payment.settled", paid)],
    ]);
    const found = await readVisitorWeeks(store.questions, question, startMs + 14 * dayMs);
    const told = found.map(({ weeks: [own] }) => [own?.level, own?.purchased, own?.credits]);
    expect(told.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [0, 0, 0],
      [6, 1, 30],
    ]);
  });

  it("[DE171] know who was turned away for want of credits, and who as not allowed", async () => {
    const store = await backend.open();
    const refusedFor = (reason: string) => [
      on(reason, "inference.requested", { hosted: true }),
      on(reason, "inference.refused", { reason }),
    ];
    await store.events.append(["over-budget", "blocked", "no-capacity"].flatMap(refusedFor));
    const found = await readVisitorWeeks(store.questions, question, startMs + 14 * dayMs);
    const denied = found.flatMap(({ visitors, weeks: [own] }) => (own && isDenied({ ...own }) ? visitors : []));
    expect(denied.reduce((a, b) => a + b, 0)).toBe(2);
  });

  it("[DE172] want one thing where the refusal of a model and its missing are told of the same ask", async () => {
    const store = await backend.open();
    const missed = { ...on("one", "model.missed", { medium: "image" }), requestId: null };
    await store.events.append([on("one", "inference.refused", { reason: "unknown-model" }), missed]);
    const [only] = await readVisitorWeeks(store.questions, question, startMs + 14 * dayMs);
    expect(only?.weeks).toMatchObject([{ lost: 1 }]);
  });
});

it("[DE171] who ran out of credits is no failure of compute; their demand is lost at payments", async () => {
  const weeks = [week(1, { level: 3, denied: 1 })];
  const [own] = judgedWeeks({ weeks }, { first: 1, lastClosed: 4 });
  expect(own?.passed).toMatchObject({ models: true, incentives: null, compute: null, users: null });
  const short = judgedWeeks(
    { weeks: [week(1, { level: 3, denied: 1, cause: causes.indexOf("supply") })] },
    { first: 1, lastClosed: 4 },
  );
  expect(short[0]?.passed).toMatchObject({ compute: false });
  const lost = await lostDemandOf([
    { visitors: 7, judged: own ? [own] : [] },
    { visitors: 2, judged: short },
  ]);
  expect(lost.payments).toEqual({ unknown: 7, supply: 0, demand: 0 });
  expect(lost.compute).toEqual({ unknown: 0, supply: 2, demand: 0 });
});

describe("[DE173] two layers that hold back alike have the same gain", () => {
  const target = 0.9;
  const depth = 0.4;

  /** Who fails a gate always does, and all come again by one chance: Y is the product of the rates. */
  function gainsOf(one: Gate, other: Gate) {
    const random = seededRandom(173);
    const rows = Array.from({ length: 12_000 }, () => {
      const rate = (gate: Gate) => (gate === one || gate === other ? target * (1 - depth) : target);
      const stops = gates.findIndex((gate) => random() >= rate(gate));
      const level = stops < 0 ? 6 : stops < 2 ? stops + 1 : stops + 2;
      const own = { level, served: Number(level >= 4), purchased: Number(level === 6) };
      const came = Array.from({ length: 8 }, (_, at) => at).filter((at) => at === 0 || random() < 0.5);
      const judged = judgedWeeks({ weeks: came.map((at) => week(at, own)) }, { first: 0, lastClosed: 8 });
      return { count: 1, values: opportunityValues(judged) };
    });
    const sums = sumRows(collapseRows(rows, opportunityWidth));
    const share = (gate: Gate) => (opportunityOf(sums, gate, target)?.gain ?? Number.NaN) / outcomeOf(sums);
    return [share(one), share(other)] as const;
  }

  const gates = ["applications", "models", "users", "payments"] as const;
  type Gate = (typeof gates)[number];

  it.each<readonly [Gate, Gate]>([
    ["applications", "models"],
    ["applications", "users"],
    ["applications", "payments"],
    ["models", "users"],
    ["models", "payments"],
    ["users", "payments"],
  ])("%s and %s", (one, other) => {
    for (const share of gainsOf(one, other)) expect(share).toBeCloseTo(depth / (1 - depth), 1);
  });
});
