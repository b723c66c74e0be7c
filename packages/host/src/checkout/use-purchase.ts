import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../trpc.ts";

export type OpenPurchase = {
  readonly purchaseId: string;
  readonly title: string;
  readonly credits: number;
  readonly priceMicroUsd: number;
};

export type PurchaseStep =
  | { readonly kind: "choosing" }
  | { readonly kind: "confirming"; readonly purchase: OpenPurchase }
  | { readonly kind: "paid"; readonly purchase: OpenPurchase; readonly spendableCredits: number };

/** A purchase from the choice of a pack to its end. Turning back from an open one tells the server. */
export function usePurchase() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [step, setStep] = useState<PurchaseStep>({ kind: "choosing" });
  const start = useMutation(
    trpc.account.startPurchase.mutationOptions({ onSuccess: (purchase) => setStep({ kind: "confirming", purchase }) }),
  );
  const confirm = useMutation(trpc.account.confirmPurchase.mutationOptions());
  const abandon = useMutation(trpc.account.abandonPurchase.mutationOptions());

  return {
    step,
    busy: start.isPending || confirm.isPending,
    error: start.error ?? confirm.error,
    choose: (pack: string) => start.mutate({ pack }),
    confirm(purchase: OpenPurchase) {
      confirm.mutate(
        { purchaseId: purchase.purchaseId },
        {
          onSuccess(me) {
            queries.setQueryData(trpc.account.me.queryKey(), me);
            setStep({ kind: "paid", purchase, spendableCredits: me.spendableCredits });
          },
        },
      );
    },
    turnBack() {
      if (step.kind === "confirming") abandon.mutate({ purchaseId: step.purchase.purchaseId });
      confirm.reset();
      setStep({ kind: "choosing" });
    },
  };
}
