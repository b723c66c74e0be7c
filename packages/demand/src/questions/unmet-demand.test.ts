import { openTestStores } from "@flywheel/store/testing";
import type { EventFilter, ModelId, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { basisSlowly } from "../asking/asking.twin.ts";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { inventEvent } from "../invented-days.ts";
import { answerUnmetDemand, UnmetDemand } from "./unmet-demand.ts";
import { unmetDemandSlowly } from "./unmet-demand.twin.ts";
import { unmetFilters } from "./unmet-demand-sql.ts";

const dayMs = 86_400_000;
const whole = { app: null, traffic: "real" as const, fromMs: weeksFromMs, toMs: weeksToMs };
const refusal = (reason: string): EventFilter => ({ name: "inference.refused", where: { reason } });
const filters: readonly EventFilter[] = [
  ...["unknown-model", "no-capacity", "over-budget"].map(refusal),
  { name: "inference.failed" },
  { name: "answer.awaited" },
  { name: "inference.completed" },
  { name: "model.missed" },
  { name: "search.missed", where: { searched: "models" } },
  ...["video", "voice"].flatMap((probe): EventFilter[] => [
    { name: "probe.shown", where: { probe } },
    { name: "probe.declined", where: { probe } },
    { name: "probe.committed", where: { probe, commitment: "click" } },
    { name: "probe.committed", where: { probe, commitment: "contact" } },
    { name: "probe.prepaid", where: { probe } },
  ]),
];

/** Several events of a visitor belong to one request, which has one model. */
const withRequests = (events: readonly TakenEvent[]): readonly TakenEvent[] =>
  events.map((event) => {
    if (!/^(inference|answer)\./.test(event.name)) return event;
    const request = Number(BigInt(event.id.replace(/\D/g, "")) % 5n);
    const waited = event.name === "answer.awaited" && event.value !== null ? event.value * 8_000 : event.value;
    return {
      ...event,
      value: waited,
      requestId: `req_${event.visitorKey}_${request}` as RequestId,
      model: (request === 0 ? null : ["a/one", "b/two"][request % 2]) as ModelId | null,
    };
  });

describe.each(openTestStores())("unmet demand on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[], question: UnmetDemand, asOfMs = weeksToMs) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return answerUnmetDemand(store.questions, question, asOfMs);
  };

  it.each(Array.from({ length: 10 }, (_, index) => index + 1))(
    "[DE26] agrees with its slow twin (seed %i)",
    async (seed) => {
      const events = withRequests(inventWeeks(seed, filters, seed === 7 ? 10_000 : 150));
      const question = UnmetDemand.parse({
        ...whole,
        app: seed % 4 === 0 ? "image-studio" : null,
        traffic: seed % 5 === 0 ? "simulated" : "real",
        fromMs: weeksFromMs + (seed % 3) * 9 * dayMs,
        statedWaitMs: (seed % 3) * 20_000,
        segment:
          seed % 3 === 0
            ? { key: "p", name: "P", all: [{ kind: "property", property: "device", in: ["phone"] }] }
            : null,
      });
      const asOfMs = weeksToMs - (seed % 4) * 10 * dayMs;
      const { wants, basis } = await ask(events, question, asOfMs);
      expect(wants).toEqual(unmetDemandSlowly(question, asOfMs, events));
      expect(basis).toEqual(basisSlowly(question, unmetFilters, asOfMs, events));
    },
  );

  it("[DE27] [DE28] ranks one who paid ahead above many who clicked, and leaves out what was served after all", async () => {
    const at = (visitor: string, name: TakenEvent["name"], fields: TakenEvent["fields"] = {}) =>
      inventEvent(visitor, { name, atMs: weeksFromMs + dayMs, fields });
    const click = (visitor: string) => at(visitor, "probe.committed", { probe: "voice", commitment: "click" });
    const request = (name: TakenEvent["name"], id: string, fields: TakenEvent["fields"] = {}) => ({
      ...at("ada", name, fields),
      requestId: id as RequestId,
      model: "a/one" as ModelId,
    });
    const { wants } = await ask(
      [
        ...["ada", "bob", "cyd"].map(click),
        click("ada"),
        at("ada", "probe.committed", { probe: "video", commitment: "contact" }),
        { ...at("ada", "probe.prepaid", { probe: "video" }), value: 50 },
        at("bob", "probe.shown", { probe: "video" }),
        request("inference.refused", "req_1", { reason: "no-capacity" }),
        request("inference.failed", "req_2"),
        request("inference.completed", "req_2"),
      ],
      UnmetDemand.parse(whole),
    );
    expect(
      wants.map(({ subject, cause, committed, times }) => [subject, cause, Object.values(committed), times]),
    ).toEqual([
      ["video", null, [1, 0, 0, 0], 2],
      ["voice", null, [0, 0, 3, 0], 4],
      ["a/one", "no-capacity", [0, 0, 0, 1], 1],
    ]);
    // Ada met it as well as Bob: who pays ahead has.
    expect(wants[0]).toMatchObject({ shown: 2, credits: 50 });
  });
});
