import type { EventId, EventName, FieldsOf, SentEvent, SessionId } from "@flywheel/vocabulary";
import { ownPoint, tailOf } from "../identity.ts";
import { dayMs } from "../population/population.ts";
import type { NamedIntent, Setting } from "../population/setting.ts";
import type { Tally } from "../population/tally.ts";
import type { SimulatedVisitor } from "../population/visitor.ts";
import type { Chance } from "../random.ts";
import type { LastingChoice } from "../world/constancy.ts";
import type { Effects } from "../world/world.ts";

/** Somebody who follows a link that was made in a visit. */
export type Guest = { readonly atMs: number; readonly shareId: string };

/** Where a visit happens, and what it leaves. */
export type Stage = {
  readonly setting: Setting;
  readonly chance: Chance;
  readonly tally: Tally;
  /** Events are told into this. */
  readonly events: SentEvent[];
};

/** A visit as it is told: each word is an event, at a moment that never goes back. */
export class Visit {
  readonly setting: Setting;
  readonly chance: Chance;
  readonly tally: Tally;
  readonly visitor: SimulatedVisitor;
  readonly intent: NamedIntent;
  readonly guests: Guest[] = [];
  atMs: number;
  /** What became of its asks: how the visitor will remember it. */
  asked = 0;
  served = 0;
  kept = 0;
  ranOut = false;
  /** Decided before the ask where somebody pays for what they will keep; null: when they see the answer. */
  willKeep: boolean | null = null;
  /** The first output of a week is the one that brings others along. */
  bringsNow = false;
  /** Tokens of the conversation so far, which every further ask sends along. */
  contextTokens = 0;
  private readonly events: SentEvent[];
  private readonly sessionId: SessionId;

  constructor({ setting, chance, tally, events }: Stage, visitor: SimulatedVisitor, intent: NamedIntent) {
    this.setting = setting;
    this.chance = chance;
    this.tally = tally;
    this.events = events;
    this.visitor = visitor;
    this.intent = intent;
    this.atMs = visitor.nextAtMs;
    this.sessionId = `ses_${visitor.stem}${tailOf(visitor.visits)}` as SessionId;
  }

  say<Name extends EventName>(name: Name, fields: FieldsOf<Name>): void {
    const { visitor } = this;
    visitor.seq += 1;
    this.tally.events[name] += 1;
    this.events.push({
      id: `evt_${visitor.stem}${tailOf(visitor.seq)}` as EventId,
      name,
      app: this.intent.app,
      sessionId: this.sessionId,
      atMs: this.atMs,
      seq: visitor.seq,
      visitorId: visitor.id,
      fields,
    });
  }

  /** An id of its own for what a visitor makes: no two kinds share a prefix. */
  mint(prefix: "req" | "shr" | "pur"): string {
    return `${prefix}_${this.visitor.stem}${tailOf(this.visitor.seq)}`;
  }

  /** Time goes by: between the two, more often little than much. */
  pass(leastMs: number, mostMs: number): number {
    const point = this.chance.next();
    const passedMs = leastMs + Math.floor((mostMs - leastMs) * point * point);
    this.atMs += passedMs;
    return passedMs;
  }

  /** Days since 1970, in UTC. */
  get dayNumber(): number {
    return Math.floor(this.atMs / dayMs);
  }

  /** The day of the population. */
  get day(): number {
    return this.dayNumber - this.setting.firstDayNumber;
  }

  /** A point for a choice that may be one of the visitor's: see `constancy`. */
  pointOf(choice: LastingChoice): number {
    const constancy = this.setting.world.constancy[choice];
    return constancy > 0 && this.chance.happens(constancy) ? ownPoint(this.visitor.key, choice) : this.chance.next();
  }

  /** Whether something happens that a variant makes likelier or rarer. */
  happens(probability: number, effect: keyof Effects): boolean {
    return this.chance.happens(probability * this.visitor.effects[effect]);
  }
}
