import type { Basis } from "./basis.ts";

/** What every answer says besides itself: of which moment it is true, what was asked, and what it rests on. */
export type Answered<Question> = {
  readonly asOfMs: number;
  readonly question: Question;
  readonly basis: Basis;
};
