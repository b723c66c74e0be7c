import type { GenerateStep, ImageCard, ReceiptCard, RefusalCard } from "@flywheel/api/type";
import type { Ask } from "./ask.ts";

/** Where one picture stands. */
export type Making =
  | { readonly phase: "idle" }
  | UnderWay
  | {
      readonly phase: "done";
      readonly ask: Ask;
      readonly image: ImageCard;
      readonly receipt: ReceiptCard;
      readonly preview: string | null;
    }
  | { readonly phase: "refused"; readonly ask: Ask; readonly refusal: RefusalCard }
  | { readonly phase: "failed"; readonly ask: Ask; readonly retryable: boolean; readonly message: string }
  | { readonly phase: "cancelled"; readonly ask: Ask };

export type UnderWay = {
  readonly phase: "under-way";
  readonly ask: Ask;
  /** Null while it waits for a node. */
  readonly nodeName: string | null;
  readonly step: number;
  /** 0 until the node has said how many there are. */
  readonly steps: number;
  /** The latest one: a step may come without. */
  readonly preview: string | null;
};

export const begun = (ask: Ask): UnderWay => ({
  phase: "under-way",
  ask,
  nodeName: null,
  step: 0,
  steps: 0,
  preview: null,
});

export function advance(making: UnderWay, step: GenerateStep): Making {
  const { ask } = making;
  switch (step.kind) {
    case "started":
      return making;
    case "routed":
      return { ...making, nodeName: step.nodeName };
    case "step":
      return { ...making, step: step.step, steps: step.steps, preview: step.preview ?? making.preview };
    case "done":
      return { phase: "done", ask, image: step.image, receipt: step.receipt, preview: making.preview };
    case "refused":
      return { phase: "refused", ask, refusal: step.refusal };
    case "failed":
      return { phase: "failed", ask, retryable: step.retryable, message: step.message };
  }
}

/** A stream that ends without saying how it ended was cut off on the way. */
export const cutOff = (ask: Ask): Making => ({
  phase: "failed",
  ask,
  retryable: true,
  message:
    "The connection was lost before your picture was finished. If it was finished after all, it is in your drafts.",
});

export const received = ({ step, preview }: UnderWay): "nothing" | "part" =>
  step > 0 || preview !== null ? "part" : "nothing";
