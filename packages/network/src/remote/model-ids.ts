import { createHash } from "node:crypto";
import { ModelId } from "@flywheel/vocabulary";

/** A model as an endpoint names it. */
export type Named = { readonly id: string; readonly ownedBy: string };

const longest = 64;
const longestPublisher = 24;
const plain: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
type Compare = (a: string, b: string) => number;

/**
 * Our id for each of the endpoint's: its own where that fits, else a readable one; never one for two. Depends on the
 * set alone, not on its order. The way back is the map.
 */
export function nameModels(models: readonly Named[]): ReadonlyMap<ModelId, string> {
  const inOrder = [...new Map(models.map((model) => [model.id, model])).values()].sort((a, b) => plain(a.id, b.id));
  const names = new Map<ModelId, string>();
  for (const { id } of inOrder) if (fits(id)) names.set(id as ModelId, id);
  for (const model of inOrder) {
    if (fits(model.id)) continue;
    const readable = readableId(model);
    names.set(fits(readable) && !names.has(readable) ? readable : markedId(readable, model.id), model.id);
  }
  return names;
}

const fits = (id: string): id is ModelId => ModelId.safeParse(id).success;

/** `llama3.2:3b` of `library` is `library/llama3.2-3b`. */
function readableId({ id, ownedBy }: Named): string {
  const [, before, after] = /^([^/]+)\/(.+)$/s.exec(id) ?? [];
  const publisher = dashed(before ?? ownedBy, /[^a-z0-9]+/g, longestPublisher);
  return `${publisher || "local"}/${dashed(after ?? id, /[^a-z0-9.]+/g, 200) || "model"}`;
}

const dashed = (text: string, strange: RegExp, most: number) =>
  text
    .toLowerCase()
    .replace(strange, "-")
    .slice(0, most)
    .replace(/^-+|-+$/g, "");

/** What is too long, or taken, gets a mark made of the endpoint's own name. */
function markedId(readable: string, id: string): ModelId {
  const mark = createHash("sha256").update(id).digest("hex").slice(0, 10);
  return ModelId.parse(`${readable.slice(0, longest - mark.length - 1)}-${mark}`);
}
