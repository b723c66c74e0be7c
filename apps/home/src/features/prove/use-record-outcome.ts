import { useRecord } from "@flywheel/host";
import type { Step } from "@flywheel/receipts";
import type { RequestId } from "@flywheel/vocabulary";
import { useEffect, useRef } from "react";
import { outcomeOf } from "./outcome.ts";

/** Records what a check came to: once, and once more when waiting brought another outcome. */
export function useRecordOutcome(requestId: RequestId, result: readonly Step[] | "error" | null) {
  const record = useRecord();
  const recorded = useRef<string | null>(null);
  useEffect(() => {
    const outcome = result && outcomeOf(result);
    if (!outcome || recorded.current === outcome.outcome) return;
    recorded.current = outcome.outcome;
    record("proof.verified", { requestId, ...outcome });
  }, [record, requestId, result]);
}
