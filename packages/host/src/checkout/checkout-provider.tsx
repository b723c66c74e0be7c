import { useRecord } from "@flywheel/telemetry/react";
import { type ReactNode, useMemo, useState } from "react";
import { CheckoutContext, type CheckoutReason } from "./checkout-context.ts";
import { CheckoutModal } from "./checkout-modal.tsx";

export function CheckoutProvider({ children }: { readonly children: ReactNode }) {
  const record = useRecord();
  const [opened, setOpened] = useState<CheckoutReason | null>(null);
  const checkout = useMemo(
    () => ({
      open(because: CheckoutReason) {
        record("checkout.opened", { because });
        setOpened(because);
      },
    }),
    [record],
  );
  return (
    <CheckoutContext value={checkout}>
      {children}
      {opened ? <CheckoutModal because={opened} onClose={() => setOpened(null)} /> : null}
    </CheckoutContext>
  );
}
