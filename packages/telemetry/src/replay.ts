import { definitionOf, isEventName, type TakenEvent, type VisitorId } from "@flywheel/vocabulary";
import { Envelope, isRecord } from "./candidate.ts";
import { type Judgement, judge, refuse } from "./judge.ts";
import type { EventLog, KeptCandidate, QuarantineFilter } from "./port.ts";
import type { Sender } from "./sender.ts";

/** What became of those that were looked at; together they are all of them. */
export type Replay = { readonly takenIn: number; readonly repeated: number; readonly stillRefused: number };

/** Whether analytics of a visitor may be recorded now, brought by a browser or by a server with a write key. */
export type MayRecord = (visitorId: VisitorId, sender: "browser" | "server") => Promise<boolean>;

export type ReplayParts = {
  readonly log: EventLog;
  readonly mayRecord: MayRecord;
  readonly which: QuarantineFilter;
  readonly limit: number;
};

/**
 * Judges what was kept of refused events again, by today's catalogue and as of when they came. What is good now goes into
 * the log under the id that its sender gave it, so a resend that came meanwhile counts once, and leaves the quarantine.
 */
export async function replay({ log, mayRecord, which, limit }: ReplayParts): Promise<Replay> {
  const candidates = await log.quarantineList(limit, which);
  const allowed = rememberAnswers(mayRecord);
  const good: { readonly id: string; readonly event: TakenEvent }[] = [];
  for (const { id, receivedAtMs, kept } of candidates) {
    const judgement = kept ? await judgeAgain(kept, receivedAtMs, allowed) : refuse("malformed");
    if (judgement.outcome === "good" && !log.isErased(judgement.event.visitorKey)) {
      good.push({ id, event: judgement.event });
    }
  }
  if (good.length === 0) return { takenIn: 0, repeated: 0, stillRefused: candidates.length };

  const { accepted, repeated } = await log.append(good.map(({ event }) => event));
  // After the append: a crash between the two leaves them to be taken in again, which changes nothing.
  await log.releaseQuarantined(good.map(({ id }) => id));
  return { takenIn: accepted, repeated, stillRefused: candidates.length - accepted - repeated };
}

async function judgeAgain(kept: KeptCandidate, receivedAtMs: number, mayRecord: MayRecord): Promise<Judgement> {
  const { visitorId, sender: kind, offsetMs, device, browser, bot } = kept;
  if (visitorId === null) return refuse("malformed", ["visitorId"]);
  const consented = kept.simulated || (await mayRecord(visitorId, kind));
  const candidate = restore(kept, visitorId);
  if (!consented && isAnalytics(candidate)) return refuse("no-consent");
  const sender: Sender =
    kind === "browser"
      ? { kind, visitorId, consented, userAgent: "", range: "" }
      : { kind, app: kept.senderApp, simulated: kept.simulated };
  return judge(candidate, { sender, surroundings: { device, browser, bot }, receivedAtMs, offsetMs });
}

/**
 * As it was sent, as far as it was kept. A withheld value is left out where the catalogue knows its field, which suffices
 * if the field may be missing; where it does not, the event is refused as it was, not trimmed.
 */
function restore({ text, sender }: KeptCandidate, visitorId: VisitorId): unknown {
  const copy: unknown = JSON.parse(text);
  if (!isRecord(copy)) return copy;
  const candidate: Record<string, unknown> = withoutWithheld(copy, Envelope.shape);
  const { name, fields } = candidate;
  if (sender === "server") candidate.visitorId = visitorId;
  if (typeof name === "string" && isEventName(name) && isRecord(fields)) {
    candidate.fields = withoutWithheld(fields, definitionOf(name).fields.shape);
  }
  return candidate;
}

const withoutWithheld = (copy: Readonly<Record<string, unknown>>, known: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(copy).filter(([key, value]) => !(Object.hasOwn(known, key) && isWithheld(value))));

const isWithheld = (value: unknown): boolean => isRecord(value) && "withheld" in value;

const isAnalytics = (candidate: unknown): boolean =>
  isRecord(candidate) &&
  typeof candidate.name === "string" &&
  isEventName(candidate.name) &&
  definitionOf(candidate.name).consent === "analytics";

/** Many of them are of one visitor. */
function rememberAnswers(mayRecord: MayRecord): MayRecord {
  const answers = new Map<string, Promise<boolean>>();
  return (visitorId, sender) => {
    const key = `${sender} ${visitorId}`;
    const answer = answers.get(key) ?? mayRecord(visitorId, sender);
    answers.set(key, answer);
    return answer;
  };
}
