import type { Unsent } from "./shelf.ts";

/** Events in the order of recording, bounded. */
export type Queue<Event extends Unsent> = {
  size(): number;
  has(key: string): boolean;
  all(): readonly Event[];
  /** At the end. */
  add(event: Event): void;
  /** Events that were taken, or that somebody else left: where they belong by their keys. */
  putBack(events: readonly Event[]): void;
  /** The oldest that are too many; they are out. */
  dropSurplus(): readonly string[];
  /** Gives back those that were there. */
  remove(keys: readonly string[]): readonly string[];
  /** The oldest that fit, no longer waiting. One alone always fits into `amplyBytes`. */
  take(mostEvents: number, roomBytes: number, amplyBytes: number): readonly Event[];
  clear(): void;
};

export type QueueLimits = { readonly events: number; readonly bytes: number };

export function createQueue<Event extends Unsent>(limits: QueueLimits): Queue<Event> {
  const waiting = new Map<string, Event>();
  let bytes = 0;

  const all = () => [...waiting.values()];

  function remove(keys: readonly string[]): readonly string[] {
    return keys.filter((key) => {
      bytes -= waiting.get(key)?.bytes ?? 0;
      return waiting.delete(key);
    });
  }

  function add(event: Event): void {
    remove([event.key]);
    waiting.set(event.key, event);
    bytes += event.bytes;
  }

  return {
    size: () => waiting.size,
    has: (key) => waiting.has(key),
    all,
    add,
    putBack(events) {
      events.forEach(add);
      for (const event of all().sort((one, other) => (one.key < other.key ? -1 : 1))) add(event);
    },
    dropSurplus() {
      const dropped: string[] = [];
      for (const key of waiting.keys()) {
        if (waiting.size <= limits.events && bytes <= limits.bytes) break;
        dropped.push(...remove([key]));
      }
      return dropped;
    },
    remove,
    take(mostEvents, roomBytes, amplyBytes) {
      const taken: Event[] = [];
      let size = 0;
      for (const event of waiting.values()) {
        size += event.bytes + 1;
        const isTooMuch = size > roomBytes && (taken.length > 0 || roomBytes < amplyBytes);
        if (isTooMuch || taken.length === mostEvents) break;
        taken.push(event);
      }
      remove(taken.map(({ key }) => key));
      return taken;
    },
    clear: () => void remove([...waiting.keys()]),
  };
}

export const sizeOf = (text: string): number => new TextEncoder().encode(text).length;
