import type { VisitorCaller } from "../caller.ts";
import type { Services } from "../services.ts";
import type { Me } from "../wire.ts";

/** What a visitor may know of themselves: consent, credits by funding, what today's allowance still holds. */
export async function meOf({ accounts }: Pick<Services, "accounts">, visitor: VisitorCaller): Promise<Me> {
  const { balances, allowance, spendableCredits } = await accounts.summary(visitor.id, visitor.range);
  const { free, granted, purchased } = balances;
  return {
    visitorId: visitor.id,
    consent: visitor.consent,
    privacySignal: visitor.privacySignal,
    credits: {
      free: free.available,
      granted: granted.available,
      purchased: purchased.available,
      held: free.held + granted.held + purchased.held,
    },
    allowance,
    spendableCredits,
    packs: accounts.packs.map(({ id, title, credits, priceMicroUsd }) => ({ id, title, credits, priceMicroUsd })),
  };
}
