import { seededRandom } from "@flywheel/statistics";
import type { FieldValue, ModelId, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { inventEvent } from "../invented-days.ts";

export const dayMs = 86_400_000;
const hourMs = 3_600_000;
export const weekMs = 7 * dayMs;
/** A Monday. */
export const startMs = Date.UTC(2026, 5, 1);
export const lastWeek = 9;
export const asOfMs = startMs + (lastWeek + 1) * weekMs;

/** Three in ten keep something and nearly all of those pay; nearly all of them come again, of the others one in five. */
export const planted = { keeps: 0.3, pays: 0.9, back: { kept: 0.95, not: 0.2 }, refused: 0.1 };
export type Person = {
  readonly name: string;
  readonly weeks: readonly number[];
  readonly events: readonly TakenEvent[];
};

/** From a first week on, week after week until they stay away. One week in ten their only request is refused. */
function person(name: string, first: number, roll: () => number): Person {
  const weeks: number[] = [];
  const events: TakenEvent[] = [];
  for (let week = first, comes = true; week <= lastWeek && comes; week += 1) {
    const isServed = week === first || roll() >= planted.refused;
    const kept = isServed && roll() < planted.keeps;
    const hour = Math.floor(roll() * 150);
    const on = (what: TakenEvent["name"], fields: Readonly<Record<string, FieldValue>>, later: number): TakenEvent => ({
      ...inventEvent(name, { name: what, atMs: startMs + week * weekMs + (2 + hour) * hourMs + later, fields }),
      requestId: what === "app.opened" ? null : (`req_${name}_${week}` as RequestId),
      model: "house/small" as ModelId,
    });
    events.push(on("app.opened", {}, 0), on("prompt.submitted", {}, 1), on("inference.requested", { hosted: true }, 2));
    events.push(isServed ? on("inference.completed", {}, 3) : on("inference.refused", { reason: "no-capacity" }, 3));
    if (kept) events.push(on("output.kept", {}, 4));
    if (kept && roll() < planted.pays) events.push(on("payment.settled", { funding: "purchased", credits: 3 }, 5));
    if (isServed) weeks.push(week);
    comes = roll() < (kept ? planted.back.kept : planted.back.not);
  }
  return { name, weeks, events };
}

/** Every fifth of those who begin after the first week is brought, each by somebody else who was served in that week, new or not. */
export function world(seed: number, size: number) {
  const random = seededRandom(seed);
  const people = Array.from({ length: size }, (_, place) => person(`visitor ${seed} ${place}`, place % 10, random));
  const free = new Set(people);
  const links = people.flatMap((guest, place): TakenEvent[] => {
    const week = guest.weeks[0] ?? 0;
    if (week === 0 || place % 5 !== 0) return [];
    const could = [...free].filter((it) => it !== guest && it.weeks.includes(week));
    const sharer = could[Math.floor(random() * could.length)];
    if (sharer === undefined) return [];
    free.delete(sharer);
    const fields = { shareId: `shr_${place}` };
    const at = (hours: number) => startMs + week * weekMs + hours * hourMs;
    return [
      inventEvent(sharer.name, { name: "share.created", atMs: at(0), fields }),
      inventEvent(guest.name, {
        name: "session.started",
        atMs: at(1),
        fields: { ...fields, entry: "share", first: true },
      }),
    ];
  });
  return { people, events: [...people.flatMap(({ events }) => events), ...links], brought: links.length / 2 };
}
