import type { SentEvent } from "@flywheel/vocabulary";
import { keyAt, keyBeside } from "./identity.ts";
import { type Agenda, createAgenda, slotMs, slotsPerDay } from "./population/agenda.ts";
import { inTime } from "./population/in-time.ts";
import type { Population } from "./population/population.ts";
import { returnOf } from "./population/return.ts";
import { type Setting, settingOf } from "./population/setting.ts";
import { Tally } from "./population/tally.ts";
import { createVisitor, type SimulatedVisitor } from "./population/visitor.ts";
import { Chance } from "./random.ts";
import { makeVisit } from "./visit/make-visit.ts";
import type { Stage } from "./visit/visit.ts";

/** A batch of nothing but the longest events, some 600 bytes each, stays below intake's 256 KiB. */
const batchEvents = 400;

/**
 * Every event of a population, in the order (time, visitor, sequence), in batches as a sender would bring them; the same
 * for a seed. A quarter of an hour is made at a time, so no more than its
 * events and those of visits that go on are in memory.
 *
 * `tally` is told what was planted and what came of it. Throws an `ImpossibleWorldError` before the first batch.
 */
export function* generate(
  population: Population,
  tally: Tally = new Tally(),
): Generator<readonly SentEvent[], void, void> {
  const setting = settingOf(population);
  tally.world = setting.world;
  let waiting: SentEvent[] = [];
  for (const events of slotsOf(setting, tally)) {
    for (const event of events) {
      waiting.push(event);
      if (waiting.length < batchEvents) continue;
      yield waiting;
      waiting = [];
    }
  }
  if (waiting.length > 0) yield waiting;
}

/** The events of each slot of time; the last takes what goes on after it. */
function* slotsOf(setting: Setting, tally: Tally): Generator<readonly SentEvent[], void, void> {
  const chance = new Chance();
  const agenda = createAgenda(setting, chance);
  const slots = setting.days * slotsPerDay;
  let goingOn: readonly SentEvent[] = [];
  for (let slot = 0; slot < slots; slot += 1) {
    const fromMs = setting.startMs + slot * slotMs;
    const events = [...goingOn];
    const stage: Stage = { setting, chance, tally, events };
    for (const place of agenda.arrivalsIn(slot)) {
      agenda.expect(createVisitor(setting, chance, { key: keyAt(setting.seed, place), atMs: null, shareId: null }));
    }
    for (const visitor of agenda.visitsIn(slot)) receive(stage, agenda, visitor);

    const untilMs = slot === slots - 1 ? Number.POSITIVE_INFINITY : fromMs + slotMs;
    goingOn = events.filter(({ atMs }) => atMs >= untilMs);
    yield inTime(
      events.filter(({ atMs }) => atMs < untilMs),
      fromMs,
    );
  }
}

/** A visit, and what it leads to: another one, and others who come. */
function receive(stage: Stage, agenda: Agenda, visitor: SimulatedVisitor): void {
  const { setting, chance, tally } = stage;
  tally.visits += 1;
  if (visitor.visits === 0) tally.came(visitor);
  const visit = makeVisit(stage, visitor);
  const nextAtMs = returnOf(visit);
  for (const { atMs, shareId } of visit.guests) {
    visitor.brought += 1;
    const key = keyBeside(visitor.key, visitor.brought);
    if (atMs < setting.endMs) agenda.expect(createVisitor(setting, chance, { key, atMs, shareId }));
    else tally.referredTooLate += 1;
  }
  if (nextAtMs === null) return;
  visitor.nextAtMs = nextAtMs;
  agenda.expect(visitor);
}
