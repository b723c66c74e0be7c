import type { Draft } from "./draft.ts";
import type { Reading } from "./reading.ts";

/** One thing that these models can do. Null: this is not for me. */
export type Skill = (reading: Reading) => Draft | null;
