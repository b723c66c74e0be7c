import { describe, expect, it } from "vitest";
import { seeds } from "../seeds.ts";
import { exampleDraft } from "../testing/example-draft.ts";
import type { ExperimentDraft } from "./definition.ts";
import { faultsOf, sayFaults } from "./faults.ts";
import { readDefinition } from "./read-definition.ts";

const draft = exampleDraft();
const of = (given: object, isFresh = true) =>
  Object.fromEntries(faultsOf({ ...draft, ...given }, { isFresh }).map(({ field, says }) => [field, says]));
const own = {
  key: "ghosts",
  name: "Saw a ghost",
  kind: "proportion",
  unit: "share",
  better: "more",
  fromMs: 0,
  windowMs: 86_400_000,
  reach: "app",
  of: { name: "output.kept" },
};
const measuring = (given: object) => of({ measurement: { ...draft.measurement, ownMetrics: [{ ...own, ...given }] } });

describe("[EX37] what is wrong with a draft", () => {
  it("is nothing where it is sound", () => {
    expect(faultsOf(draft, { isFresh: true })).toEqual([]);
    expect(measuring({})).toEqual({});
  });

  it.each<[object, string, string]>([
    [{ of: { name: "ghost.seen" } }, "of.name", 'There is no event "ghost.seen" in the catalogue; choose one that'],
    [{ of: { name: "node.reported" } }, "of.name", '"node.reported" has no visitor, so no visitor can do it; choose'],
    [{ of: { name: "output.kept", where: { hue: "x" } } }, "of.where.hue", '"output.kept" has no field "hue"; choose'],
    [
      { of: { name: "output.kept", where: { how: "x" } } },
      "of.where.how",
      '"how" of "output.kept" is never what is wri',
    ],
    [{ kind: "guess" }, "kind", "Choose one of proportion, mean, ratio, quantile."],
    [{ unit: "miles" }, "unit", "Choose one of share, times, credits, micro-usd, ms."],
    [{ windowMs: 5 }, "windowMs", "Fill in 1 hour or more."],
    [{ windowMs: 100 * 86_400_000 }, "windowMs", "Fill in 90 days or less."],
    [{ fromMs: 86_400_000 }, "windowMs", "The window must end after it starts."],
    [{ name: "" }, "name", "Fill this in."],
    [{ key: "No Slug" }, "key", "Use small letters and digits, joined by single hyphens or dots."],
    [{ kind: "quantile", quantile: 1, of: { name: "output.shown" } }, "quantile", "Fill in less than 1."],
    [{ colour: "red" }, "", "Leave out colour: there is no such field."],
  ])("of an own metric is said at its field: %j", (given, field, says) => {
    const at = ["measurement.ownMetrics.0", ...(field === "" ? [] : [field])].join(".");
    expect(measuring(given)[at]).toContain(says);
  });

  it("is said in the units that a form shows", () => {
    expect(of({ coverage: 1.5 })).toEqual({ coverage: "Fill in 100 % or less." });
    expect(of({ coverage: Number.NaN })).toEqual({ coverage: "Fill in a number." });
    expect(of({ plan: { visitors: 10, days: 14, effect: 0 } })).toEqual({
      "plan.visitors": "Fill in 200 or more.",
      "plan.effect": "Fill in more than 0 %.",
    });
    expect(of({ targeting: { attributes: { Bad: ["x"] } } })["targeting.attributes.Bad"]).toMatch(/^Use a name of/);
    expect(of({ variants: [{ ...draft.variants[0], value: null }, draft.variants[1]] })).toEqual({
      "variants.0.value": "Fill in a text, a number, true or false.",
    });
  });

  it("of an empty field is what to write in it, and spaces are not a text", () => {
    expect(of({ name: "  ", hypothesis: "\n" })).toEqual({
      name: "Fill this in. Everybody here finds the experiment by its name.",
      hypothesis: "Fill this in. Say what should happen, and why.",
    });
    expect(of({ key: "", feature: "", namespace: { key: "", from: 0, to: 1 } })).toEqual({
      key: "Write a key for links and events, such as warmer-words.",
      feature: "Write the name by which the app asks for it, such as studio.warm-words.",
      "namespace.key": "Write the name of the namespace, such as main.",
    });
    expect(of({ coverage: null, name: " ", hypothesis: " " })).toMatchObject({
      name: expect.any(String),
      hypothesis: expect.any(String),
    });
    const [seed] = seeds;
    expect(readDefinition({ ...seed, name: " " }).name).toBe(" ");
  });

  it("is said in one line for whoever sees no form, and no longer than helps", () => {
    expect(sayFaults(faultsOf({ ...draft, name: "" }, { isFresh: true }))).toBe(
      "This cannot be taken as it is. name: Fill this in. Everybody here finds the experiment by its name.",
    );
    expect(sayFaults(faultsOf({}, { isFresh: true }))).toMatch(/^This cannot .* And \d+ more\.$/);
    expect(sayFaults(faultsOf("secret", { isFresh: true }))).toBe("This cannot be taken as it is. Fill this in.");
  });

  it("repeats nothing of it but names of events and fields, and speaks no language of programs", () => {
    const secret = "my secret word, which is long and no name";
    const spoilt: object[] = [
      ...Object.keys(draft).flatMap((field) =>
        [null, secret, 7, [secret], { [secret]: secret }].map((it) => ({ [field]: it })),
      ),
      { [secret]: 1 },
      { targeting: { attributes: { [secret]: [secret] } } },
      ...[
        { unit: secret },
        { kind: secret },
        { better: secret },
        { of: { name: "output.kept", where: { how: secret } } },
        { of: { name: secret } },
        { of: { name: "output.kept", where: { [secret]: 1 } } },
      ].map((it) => ({ measurement: { ...draft.measurement, ownMetrics: [{ ...own, ...it }] } })),
    ];
    let said = 0;
    for (const given of spoilt) {
      const line = sayFaults(faultsOf({ ...draft, ...given }, { isFresh: true }));
      expect(line, JSON.stringify(given)).not.toMatch(/secret|invalid|expected|received|NaN|regex|[{}[\]]/i);
      said += line.length;
    }
    expect(said).toBeGreaterThan(spoilt.length * 40);
  });
});

describe("[EX39] whom a draft aims at", () => {
  const chosen = { "targeting.apps": "Choose Studio too: it is the app of this experiment." };

  it("has its own app among them, except for a holdout, which is of all", () => {
    expect(of({ targeting: { apps: ["chat"] } })).toEqual(chosen);
    expect(of({ targeting: { apps: ["chat", "image-studio"] } })).toEqual({});
    const variants = draft.variants.map((it, at) => ({ ...it, value: at === 0 ? "held-out" : "open" }));
    expect(of({ kind: "holdout", feature: "holdout", variants, targeting: { apps: ["chat"] } })).toEqual({});
  });

  it("is told beside whatever else is wrong", () => {
    expect(of({ name: "", coverage: null, rollout: "none", targeting: { apps: ["chat"] } })).toMatchObject(chosen);
    expect(of({ app: "nowhere", targeting: { apps: ["chat"] } })).not.toHaveProperty("targeting.apps");
  });

  it("costs no definition of before, which is still read", () => {
    const [seed] = seeds;
    expect(readDefinition({ ...seed, targeting: { apps: ["chat"] } }).targeting).toEqual({ apps: ["chat"] });
  });
});

describe("[EX39] the steps of a rollout", () => {
  const stepping = (coverage: number, ...covers: number[]): Partial<ExperimentDraft> => ({
    coverage,
    rollout: covers.map((it, at) => ({ afterMs: at * 86_400_000, coverage: it })),
  });

  it("widen what starts as it is written", () => {
    expect(of(stepping(0.1, 0.2, 1))).toEqual({});
    expect(of(stepping(0.2, 0.2, 1))).toEqual({
      "rollout.0.coverage":
        "Step 1 would not widen it, because it starts with 20 %; let the step cover more, or leave it out.",
    });
    expect(of(stepping(0.07, 0.05, 0.07))["rollout.0.coverage"]).toContain("it starts with 7 %");
    expect(of(stepping(0.1, 0.5, 0.3))).toEqual({
      rollout: "Every step must come later and cover more than the one before.",
    });
  });

  it("may lie behind what has widened already", () => {
    expect(of(stepping(0.5, 0.2, 1), false)).toEqual({});
  });
});
