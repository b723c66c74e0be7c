import { Page, PageTitle } from "@flywheel/ui";

export function ProofPage() {
  return (
    <Page width="text">
      <PageTitle>Proof</PageTitle>
    </Page>
  );
}
