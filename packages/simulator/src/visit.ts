import {
  type AppId,
  type EventId,
  type EventName,
  type FieldsOf,
  mint,
  type SentEvent,
  type SessionId,
  type ShareId,
} from "@flywheel/vocabulary";
import { ask } from "./ask.ts";
import type { SimulatedVisitor } from "./visitor.ts";

/** A visit as it is told: each word is an event, at a moment that never goes back. */
export type Telling = {
  readonly visitor: SimulatedVisitor;
  say<Name extends EventName>(name: Name, fields: FieldsOf<Name>): void;
  /** Time goes by: between the two, more often little than much. */
  pass(leastMs: number, mostMs: number): number;
};

const allowanceCredits = 50;

/** One visit from the first page to the last event, in order. */
export function visit(visitor: SimulatedVisitor, startMs: number): readonly SentEvent[] {
  const { chance, habit, app } = visitor;
  const events: SentEvent[] = [];
  const sessionId = mint<SessionId>("ses", chance.bytes);
  let atMs = Math.max(startMs, visitor.busyUntilMs);

  const telling: Telling = {
    visitor,
    say(name, fields) {
      visitor.seq += 1;
      const id = mint<EventId>("evt", chance.bytes);
      events.push({ id, name, app, sessionId, atMs, seq: visitor.seq, visitorId: visitor.id, fields });
    },
    pass(leastMs, mostMs) {
      const passedMs = leastMs + Math.floor((mostMs - leastMs) * chance.next() ** 2);
      atMs += passedMs;
      return passedMs;
    },
  };

  enter(telling);
  const asks = chance.between(visitor.visits === 0 ? 0 : 1, habit.mostAsks);
  if (asks > 0) claimAllowance(telling);
  for (let count = 0; count < asks; count += 1) {
    telling.pass(4_000, 120_000);
    if (!ask(telling, count)) break;
  }
  visitor.visits += 1;
  visitor.busyUntilMs = atMs + 45 * 60_000;
  return events;
}

function enter({ visitor, say, pass }: Telling): void {
  const { chance, app, purse, visits } = visitor;
  const first = visits === 0;
  say("session.started", { ...entry(visitor, first), first });
  say("app.opened", {});
  pass(50, 400);
  say("surface.viewed", { surface: surfaces[app] });
  if (first && chance.happens(0.12)) {
    purse.granted += 200;
    say("credits.granted", { credits: 200, funding: "granted", source: "campaign", campaign: "welcome" });
  }
}

/** A visitor comes once a day at most, so a visit that asks is the first of its day. */
function claimAllowance({ visitor: { purse }, say }: Telling): void {
  purse.free += allowanceCredits;
  say("credits.granted", { credits: allowanceCredits, funding: "free", source: "allowance" });
}

const surfaces = { "image-studio": "make", chat: "conversation" } as const satisfies Partial<Record<AppId, string>>;

function entry({ chance }: SimulatedVisitor, first: boolean): Omit<FieldsOf<"session.started">, "first"> {
  const point = chance.next();
  if (!first || point < 0.45) return { entry: "direct" };
  if (point < 0.65) return { entry: "search" };
  if (point < 0.8) return { entry: "site" };
  if (point < 0.9) return { entry: "campaign", campaign: "welcome" };
  return { entry: "share", shareId: mint<ShareId>("shr", chance.bytes) };
}
