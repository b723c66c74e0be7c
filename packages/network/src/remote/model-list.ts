import { z } from "zod";
import type { HostedModel } from "../port.ts";
import { mediumOf } from "./medium.ts";
import { nameModels } from "./model-ids.ts";
import { pricesOf } from "./pricing.ts";

/** A model of an endpoint, and what the endpoint calls it. */
export type RemoteModel = { readonly hosted: HostedModel; readonly theirs: string };

const maxModels = 1_000;

const List = z.object({ data: z.array(z.unknown()) });
const words = (most: number) =>
  z
    .string()
    .transform((text) =>
      text
        .replace(/[\p{C}\s]+/gu, " ")
        .trim()
        .slice(0, most),
    )
    .optional()
    .catch(undefined);
const Entry = z.object({
  id: z.string().min(1).max(256),
  owned_by: words(64),
  name: words(80),
  description: words(200),
  state: z.enum(["hosted", "deprecated"]).catch("hosted"),
});

/** An entry that cannot be read costs the others nothing. Null when it is no list of models at all. */
export function readModelList(body: unknown): readonly RemoteModel[] | null {
  const list = List.safeParse(body).data?.data;
  if (!list) return null;
  const entries = list.slice(0, maxModels).flatMap((given) => {
    const { data: entry } = Entry.safeParse(given);
    const medium = entry && mediumOf(given, entry.id);
    return entry && medium ? [{ entry, medium, prices: pricesOf(given, medium) }] : [];
  });
  const byTheirs = new Map(entries.map((known) => [known.entry.id, known]));
  const names = nameModels(
    [...byTheirs.values()].map(({ entry: { id, owned_by = "" } }) => ({ id, ownedBy: owned_by })),
  );
  return [...names].flatMap(([id, theirs]) => {
    const known = byTheirs.get(theirs);
    if (!known) return [];
    const { entry, medium, prices } = known;
    const hosted: HostedModel = {
      id,
      medium,
      publisher: entry.owned_by || id.slice(0, id.indexOf("/")),
      name: entry.name || theirs.slice(0, 80),
      about: entry.description || "Served by the endpoint that this product is configured with.",
      state: entry.state,
      ...prices,
    };
    return [{ hosted, theirs }];
  });
}
