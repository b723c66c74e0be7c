import { useRecord } from "@flywheel/host";
import { type Step, verifyReceipt } from "@flywheel/receipts";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import type { RequestId } from "@flywheel/vocabulary";
import { Alert, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { FoundReceipt } from "./found-receipt.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { StepList } from "./step-list.tsx";

export type VerificationProps = { readonly requestId: RequestId; readonly found: FoundReceipt };

/** Checks the receipt here and now, and shows every step of it. */
export function Verification({ requestId, found }: VerificationProps) {
  const checked = useQuery({
    queryKey: ["verified", requestId],
    queryFn: () => verifyReceipt({ requestId, receipt: found.receipt, node: found.node }),
    enabled: found.receipt.origin !== "none",
    staleTime: Number.POSITIVE_INFINITY,
  });
  useRecordVerified(requestId, checked.isError ? "error" : (checked.data ?? null));

  if (found.receipt.origin === "none") {
    return (
      <Alert color="gray" title="This answer was not signed">
        It came from a plain endpoint that signs nothing, so there is nothing to verify.
      </Alert>
    );
  }
  if (checked.isPending) return <LoadingState label="Checking the receipt" lines={4} />;
  if (checked.isError) {
    return (
      <ErrorState title="The receipt could not be checked" onRetry={() => checked.refetch()}>
        This browser offers no cryptography to this page. It does so over HTTPS and on this machine itself.
      </ErrorState>
    );
  }
  const failed = outcomeOf(checked.data).outcome === "failed";
  return (
    <Stack gap="lg">
      <Alert
        role="status"
        color={failed ? "red" : "pine"}
        title={failed ? "This receipt does not hold" : "The signature holds"}
      >
        {failed
          ? "At least one step failed. Do not rely on this answer having come from the node that is named."
          : "The node that is named signed exactly this request and this answer, by their hashes."}
      </Alert>
      <Origin origin={found.receipt.origin} />
      <Panel title="Step by step" lead="The words stay with their owner; only their hashes are here.">
        <StepList steps={checked.data} />
      </Panel>
    </Stack>
  );
}

function Origin({ origin }: { readonly origin: FoundReceipt["receipt"]["origin"] }) {
  if (origin !== "mock") return null;
  return (
    <Alert color="amber" title="Simulated enclave">
      <Text size="sm">
        This is a mock network. The key and the signature are real; the enclave that should guard the key is simulated,
        and receipts are not sealed into a published batch yet.
      </Text>
    </Alert>
  );
}

function useRecordVerified(requestId: RequestId, result: readonly Step[] | "error" | null) {
  const record = useRecord();
  const recorded = useRef(false);
  useEffect(() => {
    if (result === null || recorded.current) return;
    recorded.current = true;
    const outcome: Outcome = result === "error" ? { outcome: "error" } : outcomeOf(result);
    record("proof.verified", { requestId, ...outcome });
  }, [record, requestId, result]);
}
