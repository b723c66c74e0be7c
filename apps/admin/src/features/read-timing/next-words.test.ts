import { describe, expect, it } from "vitest";
import { weekMs } from "../../by-week/weeks.ts";
import type { Check, TimingAnswer, Verdict } from "./answer.ts";
import { inventAnswer, inventCheck, inventPlateau, inventVerdict, mondayMs } from "./invented-answer.ts";
import { sayNext } from "./next-words.ts";
import { termsOf } from "./term-words.ts";

const segment = (name: string) => ({ key: "any", name, all: [{ kind: "tenure" as const, is: "new" as const }] });
const names = { phones: "On a phone, declared 1 Jun 2026", june: "June, declared 8 Jun 2026" };
const declared: TimingAnswer["question"]["declared"] = [
  { segment: segment("On a phone"), declaredAtMs: mondayMs },
  { segment: segment("June"), declaredAtMs: mondayMs + weekMs },
];
const curve = (holds: boolean, plain: boolean = true) => ({
  key: "any",
  corrected: plain ? inventPlateau({ holds }) : null,
  // Not corrected it holds, which must name nobody.
  plain: plain ? inventPlateau() : null,
});
const next = (verdict: Partial<Verdict>, of: Partial<TimingAnswer> = {}) =>
  sayNext({
    ...inventAnswer(),
    question: { declared },
    verdict: inventVerdict({ wouldBecome: [], ...verdict }),
    ...of,
  });
const unmet = (check: Check["check"], found: number | null, needs: number) =>
  inventCheck({ check, found, needs, met: false });
const noSupply = {
  timing: "supply-limited" as const,
  once: [unmet("busy-minutes", null, 0.2)],
};

describe("[AD156] every verdict says into what the next month goes, and no more than the answer knows", () => {
  it("supply-limited: into supply, by the flywheel, with what of it is given away", () => {
    const { goes, how } = next({ is: "supply-limited" });
    expect(goes).toBe("The next month goes into supply.");
    expect(how).toMatch(
      /^Flywheel says what compute, models and incentives each.*count granted use too: 5\.0 % of served/,
    );
    const farmed = { ...inventVerdict().farmed, grantedShare: 0 };
    expect(next({ is: "supply-limited", farmed }).how).not.toMatch(/granted/);
  });

  it("here: into what organic purchasers stay for, with supply ahead of it", () => {
    const { goes, how } = next({ is: "here" });
    expect(goes).toBe("The next month goes into what organic purchasers stay for.");
    expect(how).toMatch(/keep supply ahead of it: Flywheel names the bottleneck, or says that none stands out\.$/);
  });

  it("early: into demand, for the segments that hold by name, and into the breadth that is missing", () => {
    const curves = { ...inventVerdict().curves, segments: [curve(false), curve(true), curve(false)] };
    const once = [
      unmet("purchasers-ratio", 0.91, 0.93),
      unmet("organic-share", null, 0.6),
      unmet("quick-ratio", 0.98, 1),
    ];
    expect(next({ is: "early", curves, wouldBecome: [{ timing: "here", once }] })).toEqual({
      goes: "The next month goes into demand.",
      asksFlywheel: false,
      how: `Work for those whose retention holds: ${names.phones}. Breadth that is missing: organic purchasers whose weekly ratio is surely above 0.93 (found 0.91); an organic share surely above 60.0 % (cannot be told yet); a quick ratio surely above 1.00 (found 0.98).`,
    });
    const both = { ...curves, segments: [curve(true), curve(false), curve(true)] };
    expect(next({ is: "early", curves: both }).how).toBe(
      `Work for those whose retention holds: Everybody; ${names.june}.`,
    );
  });

  it("early without a curve of purchasers lacks that curve, once", () => {
    const once = [
      unmet("purchasers", null, 100),
      unmet("purchasers-ratio", null, 0.93),
      unmet("purchasers-level", null, 0.02),
    ];
    expect(next({ is: "early", wouldBecome: [{ timing: "here", once }] }).how).toMatch(
      /missing: at least 100 organic purchasers with the judged weeks behind them \(cannot be told yet\)\.$/,
    );
  });

  it("absent: into demand before capacity, with what is known of the fully served and who was not judged", () => {
    const { curves } = inventVerdict();
    const segments = [curve(false), curve(false), curve(false, false)];
    const fullyServed = inventPlateau({ holds: false, falls: true });
    const { goes, how } = next({ is: "absent", curves: { ...curves, segments, fullyServed } });
    expect(goes).toBe("The next month goes into demand, before any capacity is bought.");
    expect(how).toBe(
      `Change the product for somebody, or choose another somebody and declare that segment first. Retention falls among those who were fully served too. Not judged yet, and so not called absent: ${names.june}.`,
    );
    const few = { ...fullyServed, n: 99 };
    expect(next({ is: "absent", curves: { ...curves, fullyServed: few } }).how).toMatch(/cannot be told yet/);
    expect(next({ is: "absent", curves: { ...curves, fullyServed: null } }).how).toMatch(/cannot be told yet/);
    const stay = inventPlateau({ falls: false });
    expect(next({ is: "absent", curves: { ...curves, fullyServed: stay } }).how).toMatch(/is not sure that/);
  });

  it("insufficient: nothing, with what is missing and when to look again", () => {
    const missing = [unmet("matured-visitors", 12, 2_000), unmet("matured-points", 1, 4)];
    const { goes, how } = next({ is: "insufficient", missing, lookAgainInWeeks: 3 });
    expect(goes).toBe("Nothing is decided, neither for infrastructure nor for demand.");
    expect(how).toBe(
      "Missing: at least 2,000 organic visitors with 4 weeks behind them (found 12); 4 matured weekly points of retention (found 1). Look again on 12 Oct 2026, with a period that reaches it: then those who are here already have matured.",
    );
    expect(next({ is: "insufficient", missing }).how).toMatch(/Time alone does not change it: more organic visitors/);
    const asOfMs = Date.UTC(2026, 9, 12);
    expect(next({ is: "insufficient", missing, lookAgainInWeeks: 3 }, { asOfMs }).how).toMatch(
      /Ask for a period that reaches 12 Oct 2026: by then those who are here already have matured\.$/,
    );
  });

  it("insufficient for want of a finding: look again when one more week is over", () => {
    expect(next({ is: "insufficient" }).how).toBe(
      "What each finding lacks stands below. Look again on 28 Sept 2026, with a period that reaches it: then one more week is over.",
    );
  });

  it.each(["here", "early", "absent"] as const)("%s says where too little is known of supply", (is) => {
    expect(next({ is, wouldBecome: [noSupply] }).how).toMatch(/Too little is known of supply/);
    expect(next({ is }).how).not.toMatch(/known of supply/);
    const told = { ...noSupply, once: [unmet("busy-minutes", 0.1, 0.2), unmet("fully-served-ratio", null, 0.93)] };
    expect(next({ is, wouldBecome: [told] }).how).not.toMatch(/known of supply/);
  });

  it.each(["insufficient", "early", "absent"] as const)("%s that is farmed: granted use is no demand", (is) => {
    expect(next({ is, saysFarmed: true }).how).toMatch(/ Do not read granted use as demand\.$/);
    expect(next({ is }).how).not.toMatch(/granted use/);
  });
});

it("[AD159] the words are explained with the numbers of the answer", () => {
  const { thresholds } = inventVerdict();
  const terms = termsOf({ incentives: "grants", statedWaitMs: 45_000 }, thresholds);
  expect(terms.map(({ term }) => term)).toEqual([
    ...["Organic", "Active", "Matured", "Weekly ratio", "Plateau", "Surely, and bounds", "Corrected", "Fully served"],
  ]);
  const means = Object.fromEntries(terms.map(({ term, means }) => [term, means]));
  expect(means.Organic).toBe("Visitors who were never granted credits, up to the end of the period.");
  expect(means.Plateau).toMatch(/above 0\.93 .*above 2\.0 %\.$/);
  expect(means.Corrected).toMatch(/once in 20 over all/);
  expect(means["Fully served"]).toMatch(/at least 45 seconds\.$/);
});
