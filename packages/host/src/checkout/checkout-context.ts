import { createContext, use } from "react";

/** Why somebody looks at what credits cost. */
export type CheckoutReason = "chosen" | "ran-out";
export type Checkout = { open(because: CheckoutReason): void };

export const CheckoutContext = createContext<Checkout | null>(null);

export function useCheckout(): Checkout {
  const checkout = use(CheckoutContext);
  if (!checkout) throw new Error("useCheckout needs startApp above it, for visitors");
  return checkout;
}
