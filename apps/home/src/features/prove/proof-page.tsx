import { Page, PageTitle } from "@flywheel/ui";
import { useParams } from "@tanstack/react-router";
import { NoProof } from "./no-proof.tsx";
import { Proof } from "./proof.tsx";
import { isRequestId } from "./request-id.ts";

/** The public page of one request: whoever has its address can check what a node signed, without an account. */
export function ProofPage() {
  const { requestId } = useParams({ from: "/proof/$requestId" });
  return (
    <Page width="text">
      <PageTitle lead="Your browser checks it itself. It trusts the network's registry of nodes and the roots of its batches, and nothing else.">
        Proof of an answer
      </PageTitle>
      {isRequestId(requestId) ? <Proof key={requestId} requestId={requestId} /> : <NoProof />}
    </Page>
  );
}
