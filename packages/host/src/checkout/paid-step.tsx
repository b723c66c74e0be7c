import { Credits } from "@flywheel/ui";
import { Button, Group, Stack, Text } from "@mantine/core";
import type { OpenPurchase } from "./use-purchase.ts";

export type PaidStepProps = {
  readonly purchase: OpenPurchase;
  readonly spendableCredits: number;
  readonly onClose: () => void;
};

export function PaidStep({ purchase, spendableCredits, onClose }: PaidStepProps) {
  return (
    <Stack gap="md">
      <Text role="status">
        <Credits amount={purchase.credits} /> were added. You now have <Credits amount={spendableCredits} /> to spend.
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
