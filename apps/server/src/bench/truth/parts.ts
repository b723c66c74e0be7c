import { bottleneck, healthy, proof, tie } from "./bottleneck.ts";
import { growth } from "./growth.ts";
import type { Part } from "./part.ts";
import { farmed, timing } from "./timing.ts";

/** All that can be asked for. */
export const parts: readonly Part[] = [bottleneck, healthy, proof, tie, growth, timing, farmed];
