import { parentPort } from "node:worker_threads";
import { paint } from "./painting/paint.ts";
import type { Commission, Painting } from "./painting/renderer.ts";

export type PaintRequest = Commission;
export type PaintReply = { readonly outcome: "painted"; readonly painting: Painting } | { readonly outcome: "refused" };

/** The other side of the render pool: one commission at a time. What went wrong stays here; a prompt must not travel in an error. */
parentPort?.on("message", (commission: PaintRequest) => {
  parentPort?.postMessage(answer(commission));
});

function answer(commission: Commission): PaintReply {
  try {
    return { outcome: "painted", painting: paint(commission) };
  } catch {
    return { outcome: "refused" };
  }
}
