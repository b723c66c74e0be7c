import { Page, PageTitle } from "@flywheel/ui";
import { NeedsRole } from "../../signed-in/needs-role.tsx";
import { InvitePanel } from "./invite-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";

export function PeoplePage() {
  return (
    <Page>
      <PageTitle lead="Who works here and what they may do. Nobody signs up by themselves.">People</PageTitle>
      <NeedsRole least="owner">
        <PeoplePanel />
        <InvitePanel />
      </NeedsRole>
    </Page>
  );
}
