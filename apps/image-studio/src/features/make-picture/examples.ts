/** Starting points for somebody with an empty field. Each shows something else that words can do. */
export const examples = [
  { label: "Lighthouse in fog", prompt: "A lighthouse on a cliff in morning fog, soft light, muted blues" },
  {
    label: "Market at night",
    prompt: "A night market after rain, lanterns and reflections, warm colours, seen from above",
  },
  { label: "Paper mountains", prompt: "Layered paper mountains under a pale moon, simple shapes, four colours" },
] as const;
