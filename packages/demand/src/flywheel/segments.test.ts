import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { Segment } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerFlywheel } from "./ask-flywheel.ts";
import { answerLayers } from "./ask-layers.ts";
import { FlywheelQuestion, targetsOf } from "./flywheel-question.ts";
import { asOfMs, startMs, world } from "./invented-world.ts";
import { LayersQuestion } from "./layers-question.ts";
import { answerWhatIf } from "./what-if.ts";
import { WhatIfQuestion } from "./what-if-question.ts";

const phones: Segment = {
  ...{ key: "phones", name: "On a phone" },
  all: [{ kind: "property", property: "device", in: ["phone"] }],
};
const { people, events: invented } = world(221, 600);
/** Every third has a phone. */
const onPhone = new Set(people.filter((_, place) => place % 3 === 0).map(({ events }) => events[0]?.visitorKey));
const everybodys = invented.map((event) => ({
  ...event,
  device: onPhone.has(event.visitorKey) ? ("phone" as const) : ("desktop" as const),
}));
const theirs = everybodys.filter(({ device }) => device === "phone");

const scope = { app: null, traffic: "real", fromMs: startMs, toMs: asOfMs, weeks: 5 } as const;
const questions = { segment: phones, alone: null };

describe.each(openTestStores())("[DE221] the flywheel of a segment on $engine", (backend) => {
  it.each(["flywheel", "layers", "what-if"] as const)(
    "is that of a store which holds nobody else, where nothing withdrew: %s",
    async (asked) => {
      const answer = async (who: keyof typeof questions) => {
        const store = await backend.open();
        await store.events.append(who === "alone" ? theirs : everybodys);
        const segment = questions[who];
        const parts = { random: seededRandom(9) };
        const { basis, weeks, said } =
          asked === "flywheel"
            ? await answerFlywheel(store.questions, { ...flywheel, segment }, asOfMs, parts)
            : asked === "layers"
              ? await answerLayers(store.questions, { ...layers, segment }, asOfMs, parts)
              : await answerWhatIf(store.questions, { ...whatIf, segment }, asOfMs, parts);
        return { basis, weeks, said };
      };
      const found = await answer("segment");
      expect(found.said).not.toBeNull();
      expect(found.basis.visitors).toBe(onPhone.size);
      expect(found).toEqual(await answer("alone"));
    },
  );
});

const { targets, ...rest } = FlywheelQuestion.parse({ ...scope, leaveOutDays: true, draws: 500 });
const flywheel = { ...rest, targets: targetsOf(targets), experiments: [] };
const layers = LayersQuestion.parse({ ...scope, breakdown: { by: "cohort" }, draws: 200 });
const whatIf = WhatIfQuestion.parse({ ...scope, layer: "users", rate: 0.9, draws: 500 });
