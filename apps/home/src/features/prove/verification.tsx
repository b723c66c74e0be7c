import { rememberVerifiers } from "@flywheel/receipts";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { Alert, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { checkProof, type ToCheck } from "./check-proof.ts";
import { StateNotice } from "./state-notice.tsx";
import { StepList } from "./step-list.tsx";
import { useRecordOutcome } from "./use-record-outcome.ts";

/** Checks the receipt here and now, again when there is more to go by, and shows every step of it. */
export function Verification({ requestId, found, words }: ToCheck) {
  const [verifierOf] = useState(() => rememberVerifiers(2));
  const { batch } = found;
  const checked = useQuery({
    queryKey: ["verified", requestId, batch?.root ?? null, batch?.confirmedMs ?? null, words !== null],
    queryFn: () => checkProof({ requestId, found, words }, verifierOf),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useRecordOutcome(requestId, checked.isError ? "error" : checked.isPlaceholderData ? null : (checked.data ?? null));

  if (checked.isPending) return <LoadingState label="Checking the receipt" lines={4} />;
  if (checked.isError) {
    return (
      <ErrorState title="The receipt could not be checked" onRetry={() => checked.refetch()}>
        This browser offers no cryptography to this page. It does so over HTTPS and on this machine itself.
      </ErrorState>
    );
  }
  const steps = checked.data;
  return (
    <Stack gap="lg">
      <StateNotice steps={steps} />
      {found.receipt.origin === "mock" ? <SimulatedEnclave /> : null}
      {steps.length > 0 ? (
        <Panel title="Step by step" lead="Your browser made each of these checks just now.">
          <StepList steps={steps} />
        </Panel>
      ) : null}
    </Stack>
  );
}

function SimulatedEnclave() {
  return (
    <Alert color="amber" title="Simulated enclave" radius="lg">
      <Text size="sm">
        This is a mock network. The key, the signature and the batch are real; the enclave that should guard the key is
        simulated, and so is the chain that should hold the batch's root.
      </Text>
    </Alert>
  );
}
