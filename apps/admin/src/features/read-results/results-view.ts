/** Whose results are looked at; phase null is the present one. */
export type ResultsView = { readonly simulated: boolean; readonly phase: number | null };

/** From the address; what is not understood counts as not said. */
export function readResultsView({ simulated, phase }: Readonly<Record<string, unknown>>): ResultsView {
  const number = Number(phase);
  return { simulated: simulated === true, phase: Number.isInteger(number) && number >= 1 ? number : null };
}

export const writeResultsView = ({ simulated, phase }: ResultsView): { simulated?: boolean; phase?: number } => ({
  ...(simulated ? { simulated } : {}),
  ...(phase === null ? {} : { phase }),
});
