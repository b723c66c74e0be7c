import type { Epoch, Party, Payout } from "@flywheel/network/port";
import type { epochs, payouts } from "../schema/network.ts";

type EpochRow = typeof epochs.$inferSelect;
type PayoutRow = typeof payouts.$inferSelect;

export function toPayoutRow(epoch: number, position: number, { party, ...amounts }: Payout): PayoutRow {
  const node = party.kind === "node" ? party.node : null;
  const publisher = party.kind === "publisher" ? party.publisher : null;
  return { epoch, position, party: party.kind, node, publisher, ...amounts };
}

/** Epochs in the order in which they come, each with its payouts in theirs. */
export function toEpochs(rows: readonly EpochRow[], paidOut: readonly PayoutRow[]): readonly Epoch[] {
  const ofEpoch = new Map<number, Payout[]>(rows.map(({ number }) => [number, []]));
  for (const row of paidOut) ofEpoch.get(row.epoch)?.push(toPayout(row));
  return rows.map(({ openedAt, closedAt, ...row }) => ({
    ...row,
    openedMs: openedAt.getTime(),
    closedMs: closedAt.getTime(),
    payouts: ofEpoch.get(row.number) ?? [],
  }));
}

function toPayout({ fees, rewards, cost, ...row }: PayoutRow): Payout {
  return { party: toParty(row), fees, rewards, cost };
}

/** The table refuses a party without its name. */
function toParty({ party, node, publisher }: Pick<PayoutRow, "party" | "node" | "publisher">): Party {
  if (node !== null) return { kind: "node", node };
  if (publisher !== null) return { kind: "publisher", publisher };
  if (party === "full-nodes") return { kind: party };
  throw new Error("a payout names nobody");
}
