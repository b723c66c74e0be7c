import type { RequestId } from "@flywheel/vocabulary";
import { Text } from "@mantine/core";
import type { FoundReceipt } from "./found-receipt.ts";
import classes from "./receipt-details.module.css";
import { rowsOf } from "./receipt-rows.ts";

export function ReceiptDetails({ requestId, found }: { readonly requestId: RequestId; readonly found: FoundReceipt }) {
  return (
    <dl className={classes.rows}>
      {rowsOf(requestId, found).map(([name, value]) => (
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
