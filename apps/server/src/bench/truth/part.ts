import type { Open } from "./population.ts";

/** A population that a part makes: what kind it is, what is planted in it, and its seed. All of it is told as JSON. */
export type Planted = { readonly label: string; readonly planted: unknown; readonly seed: number };

/** What was planted, beside what was found by questions alone. */
export type Run<One extends Planted = Planted, Found = unknown> = One & { readonly found: Found };

/** Figures of the last line by name, and whatever else a part counts. */
export type Figures = Readonly<Record<string, number>>;

/** One promise of the truth: its populations, how one is judged, what they come to, and whether that is good enough. */
export type Part<One extends Planted = Planted, Found = unknown> = {
  readonly name: PartName;
  readonly populations: readonly One[];
  run(one: One, open: Open): Promise<Found>;
  sum(runs: readonly Run<One, Found>[]): Figures;
  sound(figures: Figures): boolean;
};

export type PartName = "bottleneck" | "healthy" | "proof" | "tie" | "growth" | "timing" | "farmed";

/** Of the last line, in its order; null for what was not asked for. */
export const figureNames = [
  "bottleneckNamed",
  "bottleneckWrong",
  "healthyNamed",
  "proofNamed",
  "tieNamed",
  "gCovered",
  "timingRight",
  "farmedCalledHere",
] as const;
