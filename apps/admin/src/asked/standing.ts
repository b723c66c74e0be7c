export type Standing = {
  readonly isFetching: boolean;
  readonly isGivenUp: boolean;
  readonly hasFailed: boolean;
  /** What stands there: nothing, the answer to the question before, or one to this question. */
  readonly shown: "nothing" | "former" | "own";
};

type Said = { readonly sentence: string; readonly isSeen: boolean };

/** How far a question is. It is always said aloud, and seen where what is there might be taken for something else. */
export function sayStanding({ isFetching, isGivenUp, hasFailed, shown }: Standing): Said {
  if (isGivenUp) return seen(`Given up. ${givenUp[shown]}`);
  if (hasFailed && !isFetching) return seen(failed[shown]);
  if (shown === "former") return seen("Still the answer to the question before. The new one is being counted.");
  return heard(shown === "nothing" || isFetching ? "Counting" : "Answered");
}

const givenUp = {
  nothing: "Nothing is being counted.",
  former: "This is still the answer to the question before.",
  own: "This is still the answer that was there.",
} as const;

/** That it failed is said beside it. */
const failed = {
  nothing: "",
  former: "Still the answer to the question before.",
  own: "Still the answer that was there.",
} as const;

const seen = (sentence: string): Said => ({ sentence, isSeen: sentence !== "" });
const heard = (sentence: string): Said => ({ sentence, isSeen: false });
