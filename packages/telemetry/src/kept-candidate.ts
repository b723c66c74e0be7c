import { VisitorId } from "@flywheel/vocabulary";
import { fieldShape, isRecord } from "./candidate.ts";
import { catalogueWords, fieldNames, hasFormOf } from "./catalogue-words.ts";
import { measureJson } from "./json-size.ts";
import type { Circumstances, Refusal } from "./judge.ts";
import type { KeptCandidate } from "./port.ts";
import type { Sender } from "./sender.ts";

const longestText = 4 * 1_024;
const mostKeys = 40;

/**
 * What may be kept of a refused event, so that it can be taken in once its cause is mended. Null where nothing may: its
 * visitor has not agreed or is erased, it is of somebody else or of nobody, or it is no event at all.
 */
export function keptOf(candidate: unknown, { reason }: Refusal, circumstances: Circumstances): KeptCandidate | null {
  const { sender, surroundings, offsetMs } = circumstances;
  if (reason === "no-consent" || reason === "erased" || !isRecord(candidate)) return null;
  const visitorId = ownerOf(candidate, sender);
  if (visitorId === null) return null;

  const copy = copyOf(candidate);
  if (copy.text.length > longestText) return null;
  const ofServer = sender.kind === "server" ? sender : null;
  return {
    ...copy,
    visitorId,
    sender: sender.kind,
    senderApp: ofServer?.app ?? null,
    simulated: ofServer?.simulated ?? false,
    offsetMs,
    ...surroundings,
  };
}

/** Whose it would be, so that it can be exported and erased with them. */
function ownerOf({ visitorId: named }: Readonly<Record<string, unknown>>, sender: Sender): VisitorId | null {
  if (sender.kind === "server") return VisitorId.safeParse(named).data ?? null;
  if (!sender.consented) return null;
  return named === undefined || named === sender.visitorId ? sender.visitorId : null;
}

/** A value that was not kept, and how many characters its JSON had. */
type Withheld = { readonly withheld: number };

/** Of which names were not kept, because they could be somebody's words. */
const otherNames = "(other)";

type Copy = Record<string, unknown>;

/** Envelope and fields, as flat as the catalogue: what is nested anywhere else is withheld whole. */
function copyOf({ visitorId, fields, ...envelope }: Readonly<Record<string, unknown>>): {
  text: string;
  withheld: boolean;
} {
  const copy: Copy = {};
  let withheld = copyInto(copy, envelope);
  if (isRecord(fields)) {
    const flat: Copy = {};
    withheld = copyInto(flat, fields) || withheld;
    copy.fields = flat;
  } else if (fields !== undefined) {
    copy.fields = withhold(fields);
    withheld = true;
  }
  return { text: JSON.stringify(copy), withheld };
}

/** Returns whether anything was withheld. */
function copyInto(copy: Copy, given: Readonly<Record<string, unknown>>): boolean {
  let withheld = false;
  let others = 0;
  for (const [key, value] of Object.entries(given)) {
    if (!mayBeNamed(key) || Object.keys(copy).length === mostKeys) {
      others += 1;
      continue;
    }
    const mayStay = isHarmless(value) || (typeof value === "string" && isOurs(key, value));
    copy[key] = mayStay ? value : withhold(value);
    withheld ||= !mayStay;
  }
  if (others > 0) copy[otherNames] = { withheld: others } satisfies Withheld;
  return withheld || others > 0;
}

const mayBeNamed = (key: string): boolean => fieldNames.has(key) || fieldShape.test(key);

const isHarmless = (value: unknown): boolean =>
  value === null || typeof value === "number" || typeof value === "boolean";

/** Where the name is ours, text in the form of that field; anywhere, words of the catalogue and ids of things. */
const isOurs = (key: string, text: string): boolean =>
  hasFormOf(key, text) || catalogueWords.has(text) || minted.test(text);

/** Ids of everything but visitors, and digests. */
const minted = /^(?:(?:evt|ses|req|hld|pur|img|cnv|msg|shr)_[a-z0-9]{20}|[0-9a-f]{64})$/;

const withhold = (value: unknown): Withheld => ({
  withheld: typeof value === "string" ? value.length : measureJson(value).characters,
});
