import type { MockReceipt, Receipt } from "@flywheel/receipts";

/** What a node of the mock signed; any other receipt fails the test that asked. */
export function mockReceipt(receipt: Receipt): MockReceipt {
  if (receipt.origin !== "mock") throw new Error(`the receipt is of origin ${receipt.origin}`);
  return receipt;
}
