import { costOpgFrom } from "../cost.ts";
import { leafOf } from "../merkle/leaf.ts";
import { rootFrom } from "../merkle/root-from.ts";
import type { MockReceipt } from "../receipt.ts";
import type { Evidence } from "./evidence.ts";
import { failed, judged, open, type Step } from "./step.ts";

/** Whether the receipt is in the batch whose root was published. A root that nobody confirmed proves nothing yet. */
export function batchStep(receipt: MockReceipt, { batch, settlement }: Evidence): Step {
  if (!batch) return open("batch", settlement === "private" ? "private" : "pending");
  const leaf = leafOf(receipt);
  const root = leaf && rootFrom(leaf, batch.siblings);
  if (!root) return failed("batch", "malformed-proof");
  if (root !== batch.root) return failed("batch", "other-root");
  return batch.confirmedMs === null ? open("batch", "unconfirmed") : judged("batch", null);
}

export function costStep(receipt: MockReceipt, { cost }: Evidence): Step {
  if (!cost) return open("cost", "not-given");
  const expected = costOpgFrom(cost);
  if (expected === null) return failed("cost", "malformed-cost");
  return judged("cost", receipt.flywheel.cost_opg === String(expected) ? null : "other-cost");
}
