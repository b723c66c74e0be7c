import type { RequestId } from "@flywheel/vocabulary";
import { Text } from "@mantine/core";
import type { FoundReceipt } from "./found-receipt.ts";
import classes from "./receipt-details.module.css";
import { formatTokenAmount } from "./token-amount.ts";

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });

/** The receipt itself, in the network's own terms, so that it can be checked by other means too. */
export function ReceiptDetails({ requestId, found }: { readonly requestId: RequestId; readonly found: FoundReceipt }) {
  const { receipt, node } = found;
  const rows: readonly (readonly [string, string])[] = [
    ["Request", requestId],
    ["Model", receipt.flywheel.model],
    ["Node", node ? node.name : "not in the registry"],
    ["Signed", `${when.format(receipt.teeTimestamp * 1000)} UTC`],
    ["Cost", `${formatTokenAmount(receipt.flywheel.cost_opg)} mOPG`],
    ["Node id (teeId)", receipt.teeId],
    ["Request hash", receipt.teeRequestHash],
    ["Output hash", receipt.teeOutputHash],
    ["Payment hash", receipt.flywheel.payment_hash],
    ["Signature", receipt.teeSignature],
    ["Joining signature", receipt.flywheelSignature],
  ];
  return (
    <dl className={classes.rows}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
