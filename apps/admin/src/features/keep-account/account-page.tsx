import { Page, PageTitle, Panel } from "@flywheel/ui";
import { Group, Stack, Text } from "@mantine/core";
import { usePerson } from "../../signed-in/person.ts";
import { roles } from "../../signed-in/roles.ts";
import { PasswordPanel } from "./password-panel.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

export function AccountPage() {
  const { name, email, role } = usePerson();
  return (
    <Page width="text">
      <PageTitle lead="Who you are here, and how you get in.">Account</PageTitle>
      <Panel title={name}>
        <Group justify="space-between" gap="sm">
          <Stack gap={2}>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {email}
            </Text>
            <Text size="sm" c="dimmed">
              {roles[role].title}: {roles[role].may}
            </Text>
          </Stack>
          <SignOutButton />
        </Group>
      </Panel>
      <PasswordPanel />
    </Page>
  );
}
