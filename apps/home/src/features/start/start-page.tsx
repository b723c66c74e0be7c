import { Page } from "@flywheel/ui";
import { Anchor, Text } from "@mantine/core";
import { AppCards } from "./app-cards.tsx";
import { NetworkLine } from "./network-line.tsx";
import { PrivacyPanel } from "./privacy-panel.tsx";
import { WhatThisIs } from "./what-this-is.tsx";

export function StartPage() {
  return (
    <Page>
      <WhatThisIs />
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
