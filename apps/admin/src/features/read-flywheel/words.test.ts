import { describe, expect, it } from "vitest";
import { layerIds } from "../../words/layer-names.ts";
import type { GatedLayer, Growth, Judged, Judgement } from "./answer.ts";
import { growthVerdicts, whyWithheld } from "./growth-words.ts";
import { inventGrowth, inventJudged, inventJudgement } from "./invented-answer.ts";
import { evidenceWords, gates, sayGain, whyNoGain } from "./layer-words.ts";
import { aboutSupport, sayBottleneck, sayDays, sayNextLook } from "./verdict-words.ts";

type Bottleneck = Judgement["bottleneck"];

describe("[AD101] the verdict is one sentence", () => {
  const between = ["payments", "users"] as const;
  const cases: readonly (readonly [Bottleneck, string, RegExp])[] = [
    [
      { is: "named", layer: "payments", support: 0.97, lowShare: 0.067 },
      "Payments holds demand back (demand side, support 97.0 %, evidence: observed).",
      /lower 5 % bound is 6\.7 % of Y/,
    ],
    [
      { is: "undecided", between, support: 0.61, because: "support" },
      "Undecided between Payments (demand) and Users (demand) (support of Payments 61.0 %).",
      /needs a support of 95\.0 %/,
    ],
    [
      { is: "undecided", between, support: 0.96, because: "support" },
      "Undecided between Payments (demand) and Users (demand) (support of Payments 96.0 %).",
      /its own gain is not surely worth 5\.0 % of Y/,
    ],
    [
      { is: "undecided", between, support: 0.98, because: "one-day" },
      "Undecided between Payments (demand) and Users (demand) (support of Payments 98.0 %).",
      /when one of the days is left out, Users is/,
    ],
    [
      { is: "none-stands-out", largest: "trust", support: 0.4, lowShare: 0.01 },
      "None stands out.",
      /Trust is the largest most often \(support 40\.0 %\)/,
    ],
  ];
  it.each(cases)("%o", (bottleneck, sentence, why) => {
    const said = sayBottleneck(inventJudgement({ bottleneck }));
    expect(said.sentence).toBe(sentence);
    expect(said.why).toMatch(why);
    expect(said.tone).toBe(bottleneck.is === "named" ? "named" : "open");
  });

  it.each(["observed", "correlated", "experiment"] as const)("names the grade of its evidence: %s", (evidence) => {
    const layers = [inventJudged("payments", { evidence })];
    const { sentence, why } = sayBottleneck(inventJudgement({ layers }));
    expect(sentence).toContain(`evidence: ${evidence}`);
    expect(why).toContain(evidenceWords[evidence].says);
  });

  it("[AD104] says why nothing can be said: nobody judged, nobody who purchased", () => {
    const layers = [inventJudged("users", { opportunity: null, interval: null })];
    expect(sayBottleneck(inventJudgement({ layers })).why).toMatch(/no week with visitors has one that is over/);
    const none = { is: "none-stands-out", largest: "users", support: 1, lowShare: Number.NEGATIVE_INFINITY } as const;
    expect(sayBottleneck(inventJudgement({ outcome: 0, bottleneck: none })).sentence).toMatch(/nobody purchased/);
    expect(sayNextLook(inventJudgement({ layers })).probe).toMatch(/^Wait until a week with visitors/);
    expect(sayNextLook(inventJudgement({ outcome: 0, bottleneck: none })).probe).toMatch(/^There is no gain to go by/);
    expect(sayBottleneck(inventJudgement({ bottleneck: none })).why).toContain("cannot be told");
    // As JSON has it.
    const wired = JSON.parse(JSON.stringify(inventJudgement({ bottleneck: none }))) as Judgement;
    expect(sayBottleneck(wired).why).toContain("cannot be told");
  });

  it("[AD109] is sure only once each day has been left out: until then it may be one day's, and says nothing of the month", () => {
    const open = inventJudgement({ daysLeftOut: 0 });
    expect(sayBottleneck(open).sentence).toMatch(/^Payments may hold demand back \(/);
    expect(sayNextLook(open).month).toBeNull();
    expect(sayNextLook(inventJudgement()).month).not.toBeNull();
    expect(sayDays(inventJudgement(), "answered")).toBe(
      "Leaving out each of 56 days in turn does not change the name.",
    );
    const words = {
      asked: /^Each day is still being left out in turn, so it may still be the work of one day\.$/,
      all: /^No day has been left out in turn, so/,
      failed: /failed, so it may still/,
      "not-offered": /longer than a question has, so it may still/,
    } as const;
    for (const [days, said] of Object.entries(words)) expect(sayDays(open, days as keyof typeof words)).toMatch(said);
    const none = { is: "none-stands-out", largest: "users", support: 1, lowShare: 0.01 } as const;
    expect(sayDays(inventJudgement({ bottleneck: none, daysLeftOut: 0 }), "all")).toBe("");
  });

  it("[AD110] calls support no probability, and the difference correlation", () => {
    expect(aboutSupport).toMatch(/not a probability.*V_pass − V_fail\), which is correlation/);
  });
});

describe("[AD102] the next probe", () => {
  const probes = {
    experiment: /^Run an experiment that moves Payments/,
    repeat: /^An experiment that moved Payments bettered what it was judged by; ship it if it is not yet/,
    wait: /^Wait: if the difference between Payments and Users stays/,
    compare: /^Move Payments or Users in an experiment/,
    "inspect-days":
      /^Look at the single days \(Explore, Trend by day\): one of them decides between Payments and Users/,
    targets: /^Look at the targets/,
  } as const satisfies Record<Judgement["next"]["probe"], RegExp>;
  it.each(Object.entries(probes))("%s has a sentence and a day", (probe, sentence) => {
    const next = { probe, layers: ["payments", "users"], atMs: Date.UTC(2026, 7, 10) } as Judgement["next"];
    const said = sayNextLook(inventJudgement({ next }));
    expect(said.probe).toMatch(sentence);
    expect(said.when).toBe("Look again on 10 Aug 2026.");
  });

  it("[AD176] of a fixed period is looked at with another one, because the same answers the same for ever", () => {
    const next = { probe: "wait", layers: ["payments", "users"], atMs: Date.UTC(2026, 7, 10) } as const;
    const reached = "Look again on 10 Aug 2026, with a period that reaches it.";
    expect(sayNextLook(inventJudgement({ next }), true).when).toBe(reached);
    const layers = [inventJudged("users", { opportunity: null, interval: null })];
    expect(sayNextLook(inventJudgement({ layers, next }), true).when).toBe(reached);
  });

  it("[AD176] an experiment has shown only what it was judged by, which need not be Y", () => {
    const next = { probe: "repeat", layers: ["payments"], atMs: 0 } as const;
    expect(sayNextLook(inventJudgement({ next })).probe).not.toMatch(/brings more|has shown/);
  });
});

describe("[AD165] into which side the next month goes", () => {
  const named = (layer: GatedLayer): Bottleneck => ({ is: "named", layer, support: 0.97, lowShare: 0.067 });
  const undecided = (one: GatedLayer, other: GatedLayer): Bottleneck => ({
    ...{ is: "undecided", between: [one, other], support: 0.6, because: "support" },
  });
  it.each<readonly [Bottleneck, RegExp | null]>([
    ...(["compute", "models", "incentives"] as const).map((it) => [named(it), /into infrastructure rather/] as const),
    ...(["applications", "users", "payments", "usage"] as const).map(
      (it) => [named(it), /into demand rather/] as const,
    ),
    [named("trust"), null],
    [undecided("compute", "models"), /into infrastructure rather/],
    [undecided("compute", "users"), null],
    [{ is: "none-stands-out", largest: "users", support: 0.9, lowShare: 0.01 }, null],
  ])("%o", (bottleneck, month) => {
    const said = sayNextLook(inventJudgement({ bottleneck })).month;
    if (month === null) expect(said).toBeNull();
    else expect(said).toMatch(month);
  });

  it("is not said of anything while no gain can be told", () => {
    expect(sayNextLook(inventJudgement({ outcome: 0, bottleneck: named("users") })).month).toBeNull();
  });
});

describe("[AD104] what is withheld says why", () => {
  const reasons = {
    "past-not-read": /fewer than 4 whole weeks before these.*could count as new\. Choose a longer past/,
    "gap-not-seen": /could not be seen yet who comes back within 4 weeks/,
    "too-few-sharers": /rest on 7 visitors who brought somebody; fewer than 30/,
    "one-sharer": /one visitor brought 40\.0 % of all/,
  } as const satisfies Record<NonNullable<Growth["withheld"]>, RegExp>;
  const referrals = { referred: 10, sharers: 7, largestSharer: 0.4 };
  it.each(Object.entries(reasons))("G: %s", (withheld, why) => {
    const growth = inventGrowth({ withheld: withheld as Growth["withheld"], referrals });
    expect(whyWithheld(growth)).toMatch(/^Withheld: /);
    expect(whyWithheld(growth)).toMatch(why);
  });
  it.each(["gap-not-seen", "past-not-read"] as const)("[AD172] G of nobody: %s", (withheld) => {
    const nobody = inventGrowth({ withheld, verdict: "withheld", activeWeeks: 0, visitors: 0 });
    expect(whyWithheld(nobody)).toBe("Withheld: none of them paid in these weeks.");
    const idle = { ...nobody, population: "everybody" } as const;
    expect(whyWithheld(idle)).toBe("Withheld: none of them was active in these weeks.");
  });
  it("G that is told has no reason", () => {
    expect(whyWithheld(inventGrowth())).toBeNull();
  });
  it("a gain, or its interval", () => {
    expect(whyNoGain(inventJudged("users", { opportunity: null, interval: null }))).toMatch(/nobody entered/);
    expect(whyNoGain(inventJudged("usage", { opportunity: null, interval: null }))).toMatch(/4 weeks to come again/);
    expect(whyNoGain(inventJudged("users", { interval: null }))).toMatch(/draws do not decide/);
    expect(whyNoGain(inventJudged("users"))).toBeNull();
  });
});

it("[AD105] only what is sure of G has the colour of good or bad", () => {
  const colors = Object.entries(growthVerdicts).map(([verdict, { color }]) => [verdict, color]);
  expect(Object.fromEntries(colors)).toEqual({
    "sustains-itself": "pine",
    "does-not-sustain-itself": "red",
    undecided: "gray",
    withheld: "amber",
  });
  expect(evidenceWords.correlated.color).not.toBe("pine");
});

it("[AD103] every gate says who enters it", () => {
  for (const said of Object.values(gates)) expect(said).toContain(", of those who ");
  expect(Object.keys(gates).sort()).toEqual([...layerIds].sort());
  const layer: Judged["layer"] = "trust";
  expect(gates[layer]).toContain("met a proof");
});

it("[AD175] the gates that supply can fail say that weeks turned away for credits are not in them", () => {
  for (const layer of ["compute", "incentives"] as const) {
    expect(gates[layer]).toContain("were not turned away for want of credits or as not allowed");
  }
});

it("[AD199] a gain is called one only where the layer is short of its target without what other layers lost of it", () => {
  const judged = (passed: number, lostElsewhere: number) =>
    inventJudged("payments", {
      target: { rate: 0.4, origin: "stated" },
      opportunity: { entered: 1_000, passed, lostElsewhere, gain: 1 },
    });
  expect(sayGain(judged(300, 99), "1")).toBe("Gain 1");
  expect(sayGain(judged(300, 100), "1")).toBe(
    "Above its target but for what other layers lost of it; at its target instead 1",
  );
  expect(sayGain(judged(400, -50), "1")).toBe("Above its target; at its target instead 1");
});
