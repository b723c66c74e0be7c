import { messageOf, useRecord, useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import type { RequestId } from "@flywheel/vocabulary";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { isWaiting } from "./check-proof.ts";
import type { FoundReceipt } from "./found-receipt.ts";
import { NoProof } from "./no-proof.tsx";
import { placeOf } from "./place.ts";
import { ReceiptDetails } from "./receipt-details.tsx";
import { conversationIn } from "./request-id.ts";
import { useOwnWords } from "./use-own-words.ts";
import { Verification } from "./verification.tsx";

/** Batches are sealed every few minutes and confirmed seconds later: whoever waits need not reload. */
const lookAgainMs = 10_000;

/** Fetches the receipt and says whether there is one. */
export function Proof({ requestId }: { readonly requestId: RequestId }) {
  const found = useQuery(
    useTRPC().proof.receipt.queryOptions(
      { requestId },
      {
        staleTime: Number.POSITIVE_INFINITY,
        refetchInterval: ({ state }) => (state.data && isWaiting(state.data) ? lookAgainMs : false),
      },
    ),
  );
  if (found.isPending) return <LoadingState label="Loading the receipt" lines={5} />;
  // Once there is a receipt, a look that failed is made again later: what was found stays.
  if (found.isError && !found.data) {
    return (
      <ErrorState title="The receipt could not be loaded" onRetry={() => found.refetch()} retrying={found.isFetching}>
        {messageOf(found.error)}
      </ErrorState>
    );
  }
  return found.data ? <Receipt requestId={requestId} found={found.data} /> : <NoProof />;
}

function Receipt({ requestId, found }: { readonly requestId: RequestId; readonly found: FoundReceipt }) {
  useRecordOpened(requestId);
  const conversationId = conversationIn(window.location.hash);
  const words = useOwnWords({ requestId, receipt: found.receipt, conversationId });
  return (
    <>
      {words === undefined ? (
        <LoadingState label="Checking the receipt" lines={4} />
      ) : (
        <Verification requestId={requestId} found={found} words={words} />
      )}
      <Panel title={found.receipt.origin === "none" ? "What is known" : "The receipt itself"}>
        <ReceiptDetails requestId={requestId} found={found} />
      </Panel>
    </>
  );
}

function useRecordOpened(requestId: RequestId) {
  const record = useRecord();
  const recorded = useRef(false);
  useEffect(() => {
    if (recorded.current) return;
    recorded.current = true;
    record("proof.opened", { requestId, place: placeOf(window.location, document.referrer) });
  }, [record, requestId]);
}
