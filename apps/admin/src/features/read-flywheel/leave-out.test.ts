import { describe, expect, it } from "vitest";
import type { FlywheelAnswer } from "./answer.ts";
import { inventAnswer, inventJudgement, inventSaid } from "./invented-answer.ts";
import { whyNotLeftOut } from "./leave-out.ts";

const ofEvents = (events: number, of: Partial<FlywheelAnswer> = {}) =>
  inventAnswer({ basis: { visitors: 9, events, botEvents: 0, simulated: false }, ...of });

describe("[AD137] each day is left out where that can be answered and can change the verdict", () => {
  it("while 8 weeks of 56 days are few enough events", () => {
    expect(whyNotLeftOut(ofEvents(892_857))).toBeNull();
    expect(whyNotLeftOut(ofEvents(892_858))).toMatch(/^Not done: to leave out each of 56 days of 892,858 events/);
  });

  it("else it says what would be answered: fewer weeks, or fewer visitors", () => {
    expect(whyNotLeftOut(ofEvents(1_500_000))).toMatch(/Judge 4 weeks, one app or a segment\.$/);
    expect(whyNotLeftOut(ofEvents(2_000_000))).toMatch(/Choose one app or a segment\.$/);
  });

  it("not while no layer is named, or no week is over", () => {
    const bottleneck = { is: "none-stands-out", largest: "users", support: 0.5, lowShare: 0.01 } as const;
    const open = inventSaid({ judgement: inventJudgement({ bottleneck }) });
    expect(whyNotLeftOut(ofEvents(10, { said: open }))).toMatch(/no layer is named/);
    expect(whyNotLeftOut(ofEvents(10, { said: null, weeks: null }))).toMatch(/no layer is named/);
  });
});
