import { benchTruth, type TruthSettings } from "../truth.ts";

/** The exit code: 1 when a bound is broken, 130 when somebody stopped it. */
export async function truthCommand(
  asked: Pick<TruthSettings, "names" | "seeds" | "visitors" | "workers">,
): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // Another bench's PostgreSQL from npm listens as soon as it is loaded, and would end this process before it has cleaned up.
    process.removeAllListeners(signal);
    process.once(signal, () => stopping.abort());
  }
  try {
    const { line, sound } = await benchTruth({
      ...asked,
      stop: stopping.signal,
      say: (text) => console.log(text),
      sayProgress: (text) => console.error(text),
    });
    console.log(JSON.stringify(line));
    return sound ? 0 : 1;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    console.error("stopped before all populations were judged");
    return 130;
  }
}
