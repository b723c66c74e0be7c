import { type EventName, eventNames } from "@flywheel/vocabulary";
import type { Setting } from "./setting.ts";
import type { SimulatedVisitor } from "./visitor.ts";

type Counts = Record<string, number>;

/** What was planted, and what came of it, counted where it happened. True when the generator has come to its end. */
export type Truth = {
  readonly world: Setting["world"] | null;
  readonly total: number;
  readonly events: Record<EventName, number>;
  readonly visitors: {
    readonly arrived: number;
    readonly referred: number;
    /** Would have been brought by a link after the last day. */
    readonly referredTooLate: number;
    readonly farming: number;
    readonly byHabit: Readonly<Counts>;
    readonly byIntent: Readonly<Counts>;
  };
  readonly visits: number;
  /** Visitor-weeks (from Monday, UTC) with a served request. */
  readonly activeWeeks: number;
  /**
   * Requests settled with purchased credits in a week after one in which the visitor came too (weeks from Monday, UTC; a
   * visit belongs to the week in which it began): the outcome that opportunities are about.
   */
  readonly repeatPurchases: number;
  readonly refusals: Readonly<Counts>;
  /** Credits spent, by funding. */
  readonly spent: Readonly<Counts>;
  readonly purchases: { readonly count: number; readonly credits: number; readonly priceMicroUsd: number };
  /** Visitors by `experiment/variant`. */
  readonly exposed: Readonly<Counts>;
};

/** Counts along with a generator that is handed it. */
export class Tally {
  world: Setting["world"] | null = null;
  readonly events = Object.fromEntries(eventNames.map((name) => [name, 0])) as Record<EventName, number>;
  visits = 0;
  activeWeeks = 0;
  repeatPurchases = 0;
  referredTooLate = 0;
  private arrived = 0;
  private referred = 0;
  private farming = 0;
  private readonly byHabit: Counts = {};
  private readonly byIntent: Counts = {};
  private readonly refusals: Counts = {};
  private readonly exposed: Counts = {};
  private readonly spent: Counts = { free: 0, granted: 0, purchased: 0 };
  private readonly purchases = { count: 0, credits: 0, priceMicroUsd: 0 };

  came({ habit, intent, farms, shareId }: SimulatedVisitor): void {
    if (shareId === null) this.arrived += 1;
    else this.referred += 1;
    if (farms) this.farming += 1;
    count(this.byHabit, habit.name, 1);
    count(this.byIntent, intent.name, 1);
  }

  refused(reason: string): void {
    count(this.refusals, reason, 1);
  }

  wasExposed(experiment: string, variant: string): void {
    count(this.exposed, `${experiment}/${variant}`, 1);
  }

  spend(funding: string, credits: number): void {
    count(this.spent, funding, credits);
  }

  bought(credits: number, priceMicroUsd: number): void {
    this.purchases.count += 1;
    this.purchases.credits += credits;
    this.purchases.priceMicroUsd += priceMicroUsd;
  }

  truth(): Truth {
    const { world, events, visits, activeWeeks, repeatPurchases, refusals, spent, purchases, exposed } = this;
    const { arrived, referred, referredTooLate, farming, byHabit, byIntent } = this;
    return structuredClone({
      ...{ world, events, visits, activeWeeks, repeatPurchases, refusals, spent, purchases, exposed },
      total: Object.values(events).reduce((sum, times) => sum + times, 0),
      visitors: { arrived, referred, referredTooLate, farming, byHabit, byIntent },
    });
  }
}

function count(counts: Counts, key: string, times: number): void {
  counts[key] = (counts[key] ?? 0) + times;
}
