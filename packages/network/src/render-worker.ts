import { parentPort } from "node:worker_threads";
import { giveWay } from "./give-way.ts";
import { edit } from "./painting/editing/edit.ts";
import { UnreadableReferenceError } from "./painting/editing/reference.ts";
import { paint } from "./painting/paint.ts";
import type { Commission, Painting } from "./painting/renderer.ts";

export type PaintRequest = Commission;
export type PaintReply =
  | { readonly outcome: "painted"; readonly painting: Painting }
  /** `unreadable`: the picture to work from has no pixels that anybody can read. */
  | { readonly outcome: "refused" | "unreadable" };

/** The other side of the render pool: one commission at a time. What went wrong stays here; a prompt must not travel in an error. */
if (parentPort) giveWay();
parentPort?.on("message", async (commission: PaintRequest) => {
  parentPort?.postMessage(await answer(commission));
});

async function answer(commission: Commission): Promise<PaintReply> {
  const { reference } = commission;
  try {
    return { outcome: "painted", painting: reference ? await edit(commission, reference) : paint(commission) };
  } catch (cause) {
    return { outcome: cause instanceof UnreadableReferenceError ? "unreadable" : "refused" };
  }
}
