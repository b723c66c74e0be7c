import type { Random } from "../bootstrap/random.ts";
import { alpha, type Seen, watchWorld } from "./daily-looks.ts";
import { anything, aroundShare, countShare, type Effort, type Finding } from "./finding.ts";
import { outcomes } from "./outcomes.ts";

/** Worlds without a difference and worlds with one, for each outcome, looked at daily and at the end. */
export function* dailyFindings(
  { worlds, tolerance }: Effort,
  treatmentShare: number,
  random: Random,
): Generator<Finding> {
  for (const outcome of outcomes) {
    const watch = (lift: number): Seen[] =>
      Array.from({ length: worlds }, () => watchWorld({ outcome, treatmentShare, lift }, random));
    const about = (what: string) => ({ what, outcome: outcome.name, treatmentShare });
    const coverage = 1 - alpha;

    const without = watch(0);
    const rejections = without.map(({ alwaysHeld }) => !alwaysHeld);
    const peeking = without.map(({ onceHeldDaily }) => !onceHeldDaily);
    const rejected = without.map(({ rejectedAtEnd }) => rejectedAtEnd);
    yield countShare(about("sequential A/A rejections"), rejections, (n) => ({
      ...aroundShare(alpha, n, tolerance),
      atLeast: 0,
    }));
    yield countShare(about("fixed-horizon A/A rejections"), rejected, (n) => aroundShare(alpha, n, tolerance));
    yield countShare(about("fixed-horizon A/A rejections if looked at daily"), peeking, () => anything);

    const withLift = watch(outcome.lift);
    const held = withLift.map(({ alwaysHeld }) => alwaysHeld);
    const heldAtEnd = withLift.map((seen) => seen.heldAtEnd);
    yield countShare(about("sequential simultaneous coverage"), held, (n) => ({
      ...aroundShare(coverage, n, tolerance),
      atMost: 1,
    }));
    yield countShare(about("fixed-horizon coverage"), heldAtEnd, (n) => aroundShare(coverage, n, tolerance));

    const all = [...without, ...withLift];
    const looked = all.map((seen) => seen.looked);
    // Worlds that are never looked at reject nothing: with many of them the rates above would say little.
    yield countShare(about("worlds with a look before the end"), looked, () => ({ atLeast: 0.95, atMost: 1 }));
    const alarms = all.map(({ alarmed }) => alarmed);
    yield countShare(about("sample ratio alarms"), alarms, (n) => ({
      ...aroundShare(0.001, n, tolerance),
      atLeast: 0,
    }));
  }
}
