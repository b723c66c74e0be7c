import { ErrorState } from "@flywheel/ui";
import { Modal, Stack, Text } from "@mantine/core";
import { messageOf } from "../failures.ts";
import type { CheckoutReason } from "./checkout-context.ts";
import { ConfirmStep } from "./confirm-step.tsx";
import { PackList } from "./pack-list.tsx";
import { PaidStep } from "./paid-step.tsx";
import { usePurchase } from "./use-purchase.ts";

export function CheckoutModal({
  because,
  onClose,
}: {
  readonly because: CheckoutReason;
  readonly onClose: () => void;
}) {
  const purchase = usePurchase();
  const { step } = purchase;
  const close = () => {
    purchase.turnBack();
    onClose();
  };
  return (
    <Modal opened onClose={close} title={step.kind === "paid" ? "Credits added" : "Buy credits"} size={460}>
      <Stack gap="md">
        {step.kind === "choosing" && because === "ran-out" ? (
          <Text size="sm">You have too few credits left for this. Free credits come back tomorrow.</Text>
        ) : null}
        {purchase.error ? <ErrorState title="That did not work">{messageOf(purchase.error)}</ErrorState> : null}
        {step.kind === "choosing" ? <PackList busy={purchase.busy} onChoose={purchase.choose} /> : null}
        {step.kind === "confirming" ? (
          <ConfirmStep
            purchase={step.purchase}
            busy={purchase.busy}
            onConfirm={() => purchase.confirm(step.purchase)}
            onBack={purchase.turnBack}
          />
        ) : null}
        {step.kind === "paid" ? <PaidStep {...step} onClose={close} /> : null}
      </Stack>
    </Modal>
  );
}
