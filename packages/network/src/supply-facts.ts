import { keccakOfText } from "@flywheel/receipts";
import {
  definitionOf,
  type EventId,
  type FieldsOf,
  type FieldValue,
  ModelId,
  mint,
  type NetworkEvent,
  type NetworkEventName,
} from "@flywheel/vocabulary";

/** Something that happened to supply, in the words of the catalogue. */
export type SupplyFact<Name extends NetworkEventName = NetworkEventName> = {
  [N in Name]: { readonly name: N; readonly fields: FieldsOf<N> };
}[Name];

export type FactClock = { readonly now: () => number; readonly randomBytes: (count: number) => Uint8Array };

export function supplyEvent({ now, randomBytes }: FactClock, { name, fields }: SupplyFact): NetworkEvent {
  const plain = Object.fromEntries(Object.entries(fields).filter(isPlain));
  const { layer, value } = definitionOf(name);
  const measured = value === undefined ? undefined : plain[value];
  return {
    id: mint<EventId>("evt", randomBytes),
    atMs: now(),
    name,
    layer,
    node: typeof plain.node === "string" ? plain.node : null,
    model: ModelId.safeParse(plain.model).data ?? null,
    value: typeof measured === "number" ? measured : null,
    simulated: false,
    fields: plain,
  };
}

/**
 * A fact that is true once, however often a server starts: its id comes from what it says, and of whom, so that it is
 * stored once.
 */
export const lastingEvent = ({ now }: Pick<FactClock, "now">, fact: SupplyFact, about?: string): NetworkEvent => {
  const said = JSON.stringify([fact.name, Object.entries(fact.fields).sort(), ...(about === undefined ? [] : [about])]);
  return supplyEvent({ now, randomBytes: (count) => bytesOf(said, count) }, fact);
};

const isPlain = (entry: [string, unknown]): entry is [string, FieldValue] => entry[1] !== undefined;

function bytesOf(text: string, count: number): Uint8Array {
  const bytes = Array.from({ length: Math.ceil(count / 32) }, (_, block) => keccakOfText(`${block}:${text}`)).join("");
  return Uint8Array.from({ length: count }, (_, index) => Number.parseInt(bytes.slice(2 * index, 2 * index + 2), 16));
}
