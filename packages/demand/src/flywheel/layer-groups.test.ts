import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { FieldValue, ModelId, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventEvent } from "../invented-days.ts";
import { answerLayers } from "./ask-layers.ts";
import { asOfMs, startMs } from "./invented-world.ts";
import { LayersQuestion } from "./layers-question.ts";

type Asks = { readonly model: string; readonly funding: "granted" | "purchased" };

/** Asks once, meets the proof of it, trusts and requires proof ever after: the last of it belongs to no request. */
function asker(name: string, { model, funding }: Asks, isServed: boolean): readonly TakenEvent[] {
  const on = (
    what: TakenEvent["name"],
    fields: Readonly<Record<string, FieldValue>>,
    ofRequest: Pick<TakenEvent, "model" | "requestId"> | null = { model: null, requestId: `req_${name}` as RequestId },
  ): TakenEvent => ({
    ...inventEvent(name, { name: what, atMs: startMs + 3_600_000, fields }),
    ...(ofRequest ?? { model: null, requestId: null }),
  });
  const ofModel = { model: model as ModelId, requestId: `req_${name}` as RequestId };
  return [
    on("app.opened", {}, null),
    on("prompt.submitted", {}, ofModel),
    on("inference.requested", { hosted: true }, ofModel),
    ...(isServed
      ? [
          on("inference.completed", { funding }, ofModel),
          on("payment.settled", { funding, credits: 3 }),
          on("receipt.issued", { funding }, ofModel),
          on("proof.shown", {}),
          on("proof.required", { required: true }, null),
        ]
      : [on("inference.refused", { reason: "no-capacity" }, ofModel)]),
  ];
}

/** Three in five are served, whatever they ask and pay with. */
const crowd = (["house/small", "house/large"] as const).flatMap((model) =>
  (["granted", "purchased"] as const).flatMap((funding) =>
    Array.from({ length: 10 }, (_, place) => asker(`${model} ${funding} ${place}`, { model, funding }, place < 6)),
  ),
);

describe.each(openTestStores())("layers by group on $engine", (backend) => {
  const scope = { app: null, traffic: "real", fromMs: startMs, toMs: asOfMs } as const;
  async function answer(breakdown: LayersQuestion["breakdown"]) {
    const store = await backend.open();
    await store.events.append(crowd.flat());
    const told = { layer: "models", node: null, value: null, simulated: false } as const;
    await store.events.appendNetwork([
      {
        ...told,
        ...{ id: "evt_listedlistedlisted00" as TakenEvent["id"], name: "model.listed", atMs: startMs },
        ...{ model: "house/small" as ModelId, fields: { medium: "text" } },
      },
    ]);
    const question = LayersQuestion.parse({ ...scope, weeks: 10, breakdown, draws: 200 });
    const { said } = await answerLayers(store.questions, question, asOfMs, { random: seededRandom(167) });
    return {
      figures: (group: string | null) => (group === null ? said?.whole : groupOf(group))?.layers ?? [],
      lost: (group: string) => groupOf(group)?.lost,
    };
    function groupOf(name: string) {
      return said?.groups.find(({ group }) => group === name);
    }
  }

  it.each([
    { by: "funding", groups: ["granted", "purchased"], untold: ["compute", "models", "payments", "trust"] },
    { by: "model", groups: ["house/small", "house/large"], untold: ["models", "trust"] },
  ] as const)("[DE167] by $by do not tell what being in a group says already", async ({ by, groups, untold }) => {
    const { figures } = await answer({ by });
    const of = (group: string | null, layer: string) => figures(group).find((it) => it.layer === layer);
    expect(of(null, "compute")?.health).toMatchObject({ numerator: 24, denominator: 40 });
    expect(of(null, "payments")?.health).toMatchObject({ numerator: 12, denominator: 24 });
    expect(of(null, "trust")?.health).toMatchObject({ numerator: 24, denominator: 24 });
    for (const group of groups) {
      for (const layer of ["applications", "incentives", ...untold]) {
        expect(of(group, layer), `${layer} of ${group}`).toMatchObject({
          ...{ supplied: null, pulled: null, health: null, change: null },
        });
      }
      expect(of(group, "verification")?.health).toMatchObject({ numerator: 0, denominator: 12 });
    }
    if (by === "model") {
      expect(of("house/small", "compute")?.health).toMatchObject({ numerator: 12, denominator: 20 });
      expect(of("house/small", "payments")?.health).toMatchObject({ numerator: 6, denominator: 12 });
    }
  });

  it.each([
    {
      by: "funding",
      groups: ["granted", "purchased"],
      untold: ["applications", "models", "incentives", "compute", "payments"],
    },
    { by: "model", groups: ["house/small", "house/large"], untold: ["applications", "models"] },
  ] as const)("[DE198] by $by say nothing of what was lost at a layer that the group is made by", async (asked) => {
    const of = (await answer({ by: asked.by })).lost;
    for (const group of asked.groups) {
      const lost = Object.entries(of(group) ?? {});
      expect(lost).toHaveLength(7);
      expect(lost.flatMap(([layer, own]) => (own === null ? layer : [])).toSorted()).toEqual(asked.untold.toSorted());
    }
    if (asked.by === "model") {
      expect(of("house/small")?.compute).toEqual({ supply: 8, demand: 0, unknown: 0 });
      expect(of("house/small")?.users).toEqual({ supply: 0, demand: 0, unknown: 6 });
    }
  });
});
