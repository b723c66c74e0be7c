import { formatCredits, formatUsd } from "@flywheel/ui";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import type { OpenPurchase } from "./use-purchase.ts";

export type ConfirmStepProps = {
  readonly purchase: OpenPurchase;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
};

export function ConfirmStep({ purchase, busy, onConfirm, onBack }: ConfirmStepProps) {
  return (
    <Stack gap="md">
      <Alert color="amber" title="This is a mock checkout. No money moves.">
        No card is asked for. Confirming adds the credits to this browser.
      </Alert>
      <Group justify="space-between">
        <div>
          <Text fw={600}>{purchase.title}</Text>
          <Text size="sm" c="dimmed">
            {formatCredits(purchase.credits)}
          </Text>
        </div>
        <Text fw={600} fz="lg">
          {formatUsd(purchase.priceMicroUsd)}
        </Text>
      </Group>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onBack} disabled={busy}>
          Back
        </Button>
        <Button onClick={onConfirm} loading={busy} data-autofocus>
          Confirm mock payment
        </Button>
      </Group>
    </Stack>
  );
}
