import { PageTitle } from "@flywheel/ui";
import { Stack, Text } from "@mantine/core";

export function WhatThisIs() {
  return (
    <Stack gap="sm" maw={680}>
      <PageTitle>Small AI apps that show their receipts</PageTitle>
      <Text fz="lg" lh={1.6}>
        Flywheel is a set of small AI apps on a network of independent nodes. The network is a mock that runs on one
        machine, and every answer carries a signed receipt that your browser can check. What people do here, if they
        agree to it, shows where demand for such a network is held back.
      </Text>
    </Stack>
  );
}
