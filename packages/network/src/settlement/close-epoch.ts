import { fromBase64, type MockReceipt, messageHash, type Verify, verifier } from "@flywheel/receipts";
import type { NodeId } from "@flywheel/vocabulary";
import { opgOf } from "../serving/prices.ts";
import type { Epoch, NetworkState, PayableReceipt, Payout } from "../state.ts";
import { factsOfEpoch } from "./epoch-facts.ts";
import type { SettlementRules } from "./rules.ts";
import { added, split } from "./split.ts";
import type { TellOnce } from "./tell-once.ts";

/** What an epoch needs to know of a node. */
export type EarningNode = {
  readonly node: NodeId;
  readonly publicKey: string;
  readonly isActive: boolean;
  readonly costMicroUsdPerHour: number;
};

export type EpochParts = {
  readonly state: Pick<NetworkState, "epochs" | "payable" | "saveEpoch">;
  readonly nodes: () => readonly EarningNode[];
  readonly now: () => number;
  /** When this network was opened: an epoch that ended before that is nobody's any more. */
  readonly sinceMs: number;
  readonly tellOnce: TellOnce;
  readonly rules: SettlementRules;
};

const atOnce = 10_000;
const hourMs = 3_600_000;

/** Closes the epoch that is over, if there is one: adds up its receipts and pays everybody their part. */
export async function closeEpoch({ state, nodes, now, sinceMs, tellOnce, rules }: EpochParts): Promise<void> {
  const [last] = await state.epochs(1);
  const closedMs = Math.floor(now() / rules.epochMs) * rules.epochMs;
  if (closedMs <= Math.max(sinceMs, last?.closedMs ?? 0)) return;
  const openedMs = Math.max(closedMs - rules.epochMs, last?.closedMs ?? 0);

  const { valid, invalid } = await sorted(await state.payable(atOnce), nodes());
  const sum = (receipts: readonly PayableReceipt[]) => receipts.reduce((total, { gross }) => total + gross, 0n);
  const epoch: Omit<Epoch, "receipts"> = {
    number: last ? last.number + 1 : 0,
    openedMs,
    closedMs,
    gross: sum(valid),
    withheld: sum(invalid),
    payouts: payoutsOf(valid, nodes(), closedMs - openedMs, rules),
  };
  const members = {
    paid: valid.map(({ requestId }) => requestId),
    withheld: invalid.map(({ requestId }) => requestId),
  };
  await state.saveEpoch(epoch, members, tellOnce(`epoch ${epoch.number}`, factsOfEpoch(epoch, valid.length)));
}

/** Fees by what was served, and for each active node its reward and what its machines cost. */
function payoutsOf(
  receipts: readonly PayableReceipt[],
  nodes: readonly EarningNode[],
  lengthMs: number,
  rules: SettlementRules,
): readonly Payout[] {
  const fees = added(receipts.flatMap((receipt) => split(receipt, rules)));
  const ofHour = (microUsd: number) => opgOf(Math.round((microUsd * lengthMs) / hourMs));
  const known = new Map(nodes.map((node) => [node.node, node]));
  const earned = fees.map(({ party, fees }): Payout => {
    const node = party.kind === "node" ? known.get(party.node) : undefined;
    if (!node) return { party, fees, rewards: 0n, cost: 0n };
    return {
      party,
      fees,
      rewards: node.isActive ? ofHour(rules.rewardMicroUsdPerNodeHour) : 0n,
      cost: ofHour(node.costMicroUsdPerHour),
    };
  });
  const served = new Set(fees.flatMap(({ party }) => (party.kind === "node" ? [party.node] : [])));
  const idle = nodes
    .filter(({ node, isActive }) => isActive && !served.has(node))
    .map(
      ({ node, costMicroUsdPerHour }): Payout => ({
        party: { kind: "node", node },
        fees: 0n,
        rewards: ofHour(rules.rewardMicroUsdPerNodeHour),
        cost: ofHour(costMicroUsdPerHour),
      }),
    );
  return [...earned, ...idle];
}

/** A receipt is paid if the node that it names, which must be in the registry, signed it. */
async function sorted(receipts: readonly PayableReceipt[], nodes: readonly EarningNode[]) {
  const keys = new Map<NodeId, Verify | null>();
  for (const { node, publicKey } of nodes) {
    const der = fromBase64(publicKey);
    keys.set(node, der && (await verifier(der)));
  }
  const [valid, invalid]: [PayableReceipt[], PayableReceipt[]] = [[], []];
  for (const payable of receipts) {
    const verify = payable.receipt.teeId === payable.node ? keys.get(payable.node) : undefined;
    (verify && (await isSigned(payable.receipt, verify)) ? valid : invalid).push(payable);
  }
  return { valid, invalid };
}

async function isSigned({ teeRequestHash, teeOutputHash, teeTimestamp, teeSignature }: MockReceipt, verify: Verify) {
  const message = messageHash(teeRequestHash, teeOutputHash, teeTimestamp);
  return message !== null && verify(message, teeSignature);
}
