import type { HostedModel, NetworkControl } from "@flywheel/network";
import type { Medium } from "@flywheel/vocabulary";

type NodeSupply = ReturnType<NetworkControl["supply"]>[number];
type Economy = Awaited<ReturnType<NetworkControl["economy"]>>;
type Weather = ReturnType<NetworkControl["weather"]>;

/** `elsewhere`: a real endpoint supplies the models, and has nothing of this to show. */
export type SupplyCard =
  | { readonly kind: "elsewhere" }
  | {
      readonly kind: "mock";
      readonly weather: Weather;
      readonly nodes: readonly NodeCard[];
      readonly models: readonly SuppliedModelCard[];
    };

export type NodeCard = Pick<NodeSupply, "isActive" | "condition" | "speedPercent" | "busy" | "busyWithOthers"> & {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly maxConcurrent: number;
  readonly tokensPerSecond: number;
  readonly imagesPerMinute: number;
  readonly models: readonly string[];
  readonly lastHeartbeatMs: number;
  readonly costMicroUsdPerHour: number;
};

export type SuppliedModelCard = Pick<
  HostedModel,
  "publisher" | "name" | "state" | "inputMicroUsdPerMillion" | "outputMicroUsdPerMillion" | "imageMicroUsd"
> & {
  readonly id: string;
  readonly medium: Medium;
  readonly nodes: number;
  /** Active, and answering now. */
  readonly activeNodes: number;
};

/** Amounts are mOPG in its smallest unit, 18 decimals, in decimal digits: no number of JSON holds them. */
export type EconomyCard =
  | { readonly kind: "elsewhere" }
  | {
      readonly kind: "mock";
      readonly opgPriceMicroUsd: number;
      readonly ledger: LedgerCard;
      readonly batches: readonly BatchCard[];
      readonly epochs: readonly EpochCard[];
    };

export type LedgerCard = { readonly [Sum in keyof Economy["ledger"]]: string };
export type BatchCard = Pick<
  Economy["batches"][number],
  "root" | "because" | "flushedMs" | "confirmedMs" | "blobId" | "size"
>;
export type EpochCard = Pick<Economy["epochs"][number], "number" | "openedMs" | "closedMs" | "receipts"> & {
  readonly gross: string;
  readonly withheld: string;
  readonly payouts: readonly PayoutCard[];
};
export type PayoutCard = {
  readonly party: "node" | "publisher" | "full-nodes";
  /** Of the node, or the publisher's slug; null for the full nodes, who are paid together. */
  readonly name: string | null;
  readonly fees: string;
  readonly rewards: string;
  readonly cost: string;
};

export function supplyCard(control: NetworkControl, models: readonly HostedModel[]): SupplyCard {
  const supply = control.supply();
  return {
    kind: "mock",
    weather: control.weather(),
    nodes: supply.map(nodeCard),
    models: models.map((model) => suppliedModelCard(model, supply)),
  };
}

function nodeCard({ record, isActive, condition, speedPercent, busy, busyWithOthers }: NodeSupply): NodeCard {
  const { teeId, name, enabled, lastHeartbeatAt, costMicroUsdPerHour } = record;
  return {
    id: teeId,
    name,
    enabled,
    isActive,
    condition,
    speedPercent,
    busy,
    busyWithOthers,
    ...record.capacity,
    lastHeartbeatMs: lastHeartbeatAt * 1_000,
    costMicroUsdPerHour,
  };
}

function suppliedModelCard(model: HostedModel, supply: readonly NodeSupply[]): SuppliedModelCard {
  const { id, medium, publisher, name, state } = model;
  const { inputMicroUsdPerMillion, outputMicroUsdPerMillion, imageMicroUsd } = model;
  const hosts = supply.filter(({ record }) => record.capacity.models.includes(id));
  const activeNodes = hosts.filter(({ isActive, condition }) => isActive && condition !== "down").length;
  const prices = { inputMicroUsdPerMillion, outputMicroUsdPerMillion, imageMicroUsd };
  return { id, medium, publisher, name, state, ...prices, nodes: hosts.length, activeNodes };
}

/** How many of the latest are shown. */
const shown = 10;

export function economyCard(economy: Economy, nodes: readonly NodeSupply[]): EconomyCard {
  const nameOf = new Map<string, string>(nodes.map(({ record }) => [record.teeId, record.name]));
  return {
    kind: "mock",
    opgPriceMicroUsd: economy.opgPriceMicroUsd,
    ledger: inDigits(economy.ledger),
    batches: economy.batches.slice(0, shown),
    epochs: economy.epochs
      .slice(0, shown)
      .map(({ number, openedMs, closedMs, receipts, gross, withheld, payouts }) => ({
        number,
        openedMs,
        closedMs,
        receipts,
        ...inDigits({ gross, withheld }),
        payouts: payouts.map(({ party, fees, rewards, cost }) => ({
          party: party.kind,
          name: partyName(party, nameOf),
          ...inDigits({ fees, rewards, cost }),
        })),
      })),
  };
}

type Party = Economy["epochs"][number]["payouts"][number]["party"];

/** A node that is not in the registry any more keeps its id. */
function partyName(party: Party, nameOf: ReadonlyMap<string, string>): string | null {
  if (party.kind === "node") return nameOf.get(party.node) ?? party.node;
  return party.kind === "publisher" ? party.publisher : null;
}

const inDigits = <Name extends string>(amounts: Readonly<Record<Name, bigint>>): Readonly<Record<Name, string>> =>
  Object.fromEntries(Object.entries<bigint>(amounts).map(([name, amount]) => [name, amount.toString()])) as Record<
    Name,
    string
  >;
