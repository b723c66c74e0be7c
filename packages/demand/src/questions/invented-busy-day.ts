import { seededRandom } from "@flywheel/statistics";
import type { EventFilter, TakenEvent } from "@flywheel/vocabulary";
import { inventEvent, sentAgain, startMs } from "../invented-days.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const busiest = 10_000;

/**
 * Three days by the minute, of twenty visitors and one person who did 10,000 things, so that most moments hold several of
 * theirs. Nothing happens in the second half of an hour nor in every sixth hour. Each step is rarer than the one before it,
 * and every fifth event is sent again, changed.
 */
export function inventBusyDay(
  seed: number,
  steps: readonly EventFilter[],
  beside: readonly EventFilter[],
): readonly TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const rare = (): number => (roll(3) === 0 ? 1 + rare() : 0);
  const days = (name: string, times: number, { device, ...traits }: Partial<TakenEvent>) =>
    Array.from({ length: times }, (): TakenEvent => {
      const filter = roll(5) === 0 ? beside[roll(beside.length)] : steps[Math.min(rare(), steps.length - 1)];
      const hour = roll(72);
      const event = inventEvent(name, {
        ...traits,
        name: filter?.name ?? "app.opened",
        app: roll(5) === 0 ? "chat" : "image-studio",
        atMs: startMs + (hour % 6 === 5 ? hour - 1 : hour) * hourMs + roll(30) * minuteMs,
        fields: filter?.where ?? {},
      });
      return { ...event, device: device ?? (roll(3) === 0 ? "phone" : "desktop") };
    });
  const others = Array.from({ length: 20 }, (_, place) =>
    days(`visitor ${seed} ${place}`, roll(200), { bot: roll(8) === 0, simulated: roll(5) === 0 }),
  );
  const events = [...others.flat(), ...days(`busy ${seed}`, busiest, { device: "phone" })];
  return [...events, ...sentAgain(events, 7 * minuteMs)];
}
