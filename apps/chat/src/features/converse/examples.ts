/** Starting points for somebody with nothing to ask yet. */
export const examples = [
  "Explain how a flywheel stores energy, as if I were twelve",
  "Write a short packing list for three days of hiking in rain",
  "Show me a function that removes duplicates from a list, and how to test it",
] as const;

/** The beginnings of the same questions, for somebody to say what about. */
export const openings = [
  "Explain, as if I were twelve, …",
  "Write a short list of …",
  "Show me a function that …",
] as const;
