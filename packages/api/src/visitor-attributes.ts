import type { AccountsSummary, Visitor } from "@flywheel/accounts";
import type { VisitorAttributes } from "@flywheel/experiments";
import type { VisitorCaller } from "./caller.ts";
import type { Services } from "./services.ts";

const dayMs = 86_400_000;

/** What experiments may aim at, of the visitor who asks for a page of `visitor.app`. Looking writes nothing down. */
export async function attributesOf(
  { accounts, now }: Pick<Services, "accounts" | "now">,
  visitor: VisitorCaller,
): Promise<VisitorAttributes> {
  const known = await Promise.all([accounts.visitor(visitor.id), accounts.summary(visitor.id, visitor.range)]);
  return attributesFrom(visitor, ...known, now());
}

export function attributesFrom(
  { app, device }: Pick<VisitorCaller, "app" | "device">,
  met: Visitor | null,
  { hasBought }: Pick<AccountsSummary, "hasBought">,
  nowMs: number,
): VisitorAttributes {
  const isNew = met === null || nowMs - met.firstSeenMs < dayMs;
  return { app, device, tenure: isNew ? "new" : "returning", payer: hasBought };
}
