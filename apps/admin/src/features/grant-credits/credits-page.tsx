import { Page, PageTitle } from "@flywheel/ui";
import { NeedsRole } from "../../signed-in/needs-role.tsx";
import { GrantForm } from "./grant-form.tsx";

export function CreditsPage() {
  return (
    <Page width="text">
      <PageTitle lead="Credits for one visitor, without payment. What is done with them is counted apart from free and purchased use.">
        Grant credits
      </PageTitle>
      <NeedsRole least="editor">
        <GrantForm />
      </NeedsRole>
    </Page>
  );
}
