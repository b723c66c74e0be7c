import { openTestStores } from "@flywheel/store/testing";
import type { AppId, EventFilter, TakenEvent } from "@flywheel/vocabulary";
import { journey } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { Scope } from "../asking/scope.ts";
import { inventEvent } from "../invented-days.ts";
import { readSurveyAnswers } from "./survey-answers.ts";
import { surveyAnswersSlowly } from "./told.twin.ts";

const dayMs = 86_400_000;
const survey = "would-miss";
const said = ["very", "somewhat"].map(
  (answer): EventFilter => ({ name: "survey.answered", where: { survey, answer } }),
);

describe.each(openTestStores())("whose survey counts, on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[], scope: Scope, asOfMs = weeksToMs) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return readSurveyAnswers(store.questions, scope, survey, asOfMs);
  };
  const scopeOf = (app: AppId | null) => Scope.parse({ app, traffic: "real", fromMs: weeksFromMs, toMs: weeksToMs });

  it("[DE212] that of whoever kept an output of the app which they are asked about", async () => {
    const at = (visitor: string, name: TakenEvent["name"], day: number, app: AppId) => {
      const fields = name === "survey.answered" ? { survey, answer: "very" } : {};
      return inventEvent(visitor, { name, atMs: weeksFromMs + day * dayMs, app, fields });
    };
    const events = [
      ...[at("ada", "output.kept", 1, "image-studio"), at("ada", "survey.answered", 2, "image-studio")],
      ...[at("bob", "output.kept", 1, "chat"), at("bob", "survey.answered", 2, "image-studio")],
    ];
    expect(await ask(events, scopeOf("image-studio"))).toMatchObject({ very: 1 });
    expect(await ask(events, scopeOf(null))).toMatchObject({ very: 2 });
  });

  it.each([1, 2, 3, 4, 5, 6])("[DE212] of one app, as the slow twin says (seed %i)", async (seed) => {
    const events = inventWeeks(seed, [...said, journey.kept]);
    const scope = scopeOf(seed % 2 === 0 ? "chat" : "image-studio");
    expect(await ask(events, scope)).toEqual(surveyAnswersSlowly(scope, survey, weeksToMs, events));
  });
});
