import { messageOf, useRecord, useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import type { RequestId } from "@flywheel/vocabulary";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { FoundReceipt } from "./found-receipt.ts";
import { NoProof } from "./no-proof.tsx";
import { placeOf } from "./place.ts";
import { ReceiptDetails } from "./receipt-details.tsx";
import { Verification } from "./verification.tsx";

/** Fetches the receipt and says whether there is one. */
export function Proof({ requestId }: { readonly requestId: RequestId }) {
  const found = useQuery(useTRPC().proof.receipt.queryOptions({ requestId }, { staleTime: Number.POSITIVE_INFINITY }));
  if (found.isPending) return <LoadingState label="Loading the receipt" lines={5} />;
  if (found.isError) {
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
  return (
    <>
      <Verification requestId={requestId} found={found} />
      <Panel title="What the node signed">
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
