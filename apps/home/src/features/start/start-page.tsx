import { Page, PageTitle } from "@flywheel/ui";
import { Anchor, Stack, Text } from "@mantine/core";
import { AppCards } from "./app-cards.tsx";
import { NetworkLine } from "./network-line.tsx";
import { PrivacyPanel } from "./privacy-panel.tsx";

export function StartPage() {
  return (
    <Page>
      <Stack gap="sm" maw={680}>
        <PageTitle>Small AI apps that show their receipts</PageTitle>
        <Text fz="lg" lh={1.6}>
          Flywheel is a set of small AI apps on a network of independent nodes. The network is a mock that runs on one
          machine, and every answer carries a signed receipt that your browser can check. What people do here, if they
          agree to it, shows where demand for such a network is held back.
        </Text>
      </Stack>
      <AppCards />
      <NetworkLine />
      <PrivacyPanel />
      <Text size="sm" c="dimmed">
        You work here?{" "}
        <Anchor href="/admin/" inherit>
          Open the control room
        </Anchor>
      </Text>
    </Page>
  );
}
