import { createContext, type ReactNode, use } from "react";
import type { Recorder } from "../recorder.ts";

/** What components need of a recorder: the one thing that they may do with it. */
type Records = Pick<Recorder, "record">;

const RecordsContext = createContext<Records | null>(null);

export function RecorderProvider({ recorder, children }: { readonly recorder: Records; readonly children: ReactNode }) {
  return <RecordsContext value={recorder}>{children}</RecordsContext>;
}

/** `const record = useRecord()`: the same function for as long as the recorder is the same. */
export function useRecord(): Recorder["record"] {
  const recorder = use(RecordsContext);
  if (!recorder) throw new Error("useRecord needs a <RecorderProvider> above it");
  return recorder.record;
}
