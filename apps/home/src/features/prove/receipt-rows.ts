import { formatUsd } from "@flywheel/ui";
import type { RequestId } from "@flywheel/vocabulary";
import type { FoundReceipt } from "./found-receipt.ts";
import { formatTokenAmount } from "./token-amount.ts";

export type Row = readonly [name: string, value: string];

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });
const at = (ms: number) => `${when.format(ms)} UTC`;

/** The receipt itself, in the network's own terms, so that it can be checked by other means too. */
export function rowsOf(requestId: RequestId, found: FoundReceipt): readonly Row[] {
  const { receipt, issuedMs } = found;
  switch (receipt.origin) {
    case "none":
      return [
        ["Request", requestId],
        ["Answered", at(issuedMs)],
        ["Node", "none: a plain endpoint"],
        ["Signed", "by nobody"],
      ];
    case "opengradient":
      return [["Request", requestId], ["Node", nodeOf(found)], ...signedRows(receipt)];
    case "mock":
      return [
        ["Request", requestId],
        ["Model", receipt.flywheel.model],
        ["Node", nodeOf(found)],
        ["Cost", costOf(receipt.flywheel.cost_opg, found)],
        ...settlementRows(found),
        ...signedRows(receipt),
        ["Payment hash", receipt.flywheel.payment_hash],
        ["Joining signature", receipt.flywheelSignature],
      ];
  }
}

type Signed = Exclude<FoundReceipt["receipt"], { readonly origin: "none" }>;

const signedRows = (receipt: Signed): readonly Row[] => [
  ["Signed", at(receipt.teeTimestamp * 1000)],
  ["Node id (teeId)", receipt.teeId],
  ["Request hash", receipt.teeRequestHash],
  ["Output hash", receipt.teeOutputHash],
  ["Signature", receipt.teeSignature],
];

const nodeOf = ({ node }: FoundReceipt) => node?.name ?? "not in our registry";

function costOf(costOpg: string, { cost }: FoundReceipt): string {
  const amount = `${formatTokenAmount(costOpg)} mOPG`;
  if (!cost) return amount;
  return `${amount} (${formatUsd(Number(cost.microUsd))} at ${formatUsd(cost.opgPriceMicroUsd)} each)`;
}

const settlements = {
  batch: "in a batch with others",
  individual: "in a batch of its own",
  private: "privately, without a published proof",
} as const satisfies Record<FoundReceipt["settlement"], string>;

function settlementRows({ settlement, batch }: FoundReceipt): readonly Row[] {
  const settled: Row = ["Settled", settlements[settlement]];
  if (!batch) return [settled];
  return [
    settled,
    ["Batch root", batch.root],
    ["Receipts in it", String(batch.size)],
    ["Confirmed", batch.confirmedMs === null ? "not yet" : at(batch.confirmedMs)],
    ["Way to the root", batch.siblings.length === 0 ? "none: it is the root" : batch.siblings.join(" ")],
  ];
}
