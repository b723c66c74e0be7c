/** A visitor met the place at which the variants of an experiment differ. */
export type Exposure = { readonly experiment: string; readonly variant: string; readonly phase: number };

/** Which exposures were told before. */
export type ExposureMemory = { has(exposure: Exposure): boolean; add(exposure: Exposure): void };

export type KeptExposureMemory = ExposureMemory & {
  /** Writes down what was told while nothing could be. */
  keep(): void;
};

/** Where a memory outlives its page. May throw: storage can be blocked or full. */
export type ExposureShelf = Pick<Storage, "getItem" | "setItem">;

const place = "flywheel.exposed";
/** More experiments than anybody meets at once; the oldest go first. */
const capacity = 200;

/**
 * Remembers one visitor's exposures from page to page, so that each is told once. It saves traffic only (the first
 * exposure counts, however often it is told), so storage that is full, blocked or broken is no reason to fail.
 */
export function createExposureMemory(visitorId: string, shelf: ExposureShelf | null): KeptExposureMemory {
  const told = new Set(readNames(visitorId, shelf));
  function keep(): void {
    try {
      // Another tab may have told more in the meantime.
      for (const name of readNames(visitorId, shelf)) told.add(name);
      if (told.size > 0) shelf?.setItem(place, JSON.stringify({ visitorId, told: [...told].slice(-capacity) }));
    } catch {
      // this page remembers
    }
  }
  return {
    has: (exposure) => told.has(nameOf(exposure)),
    add(exposure) {
      told.add(nameOf(exposure));
      keep();
    },
    keep,
  };
}

/** The variant is part of it: a visitor who meets a second one must be seen to, because the readout leaves them out. */
const nameOf = ({ experiment, phase, variant }: Exposure): string => `${experiment}/${phase}/${variant}`;

/** What another visitor of this browser met is not theirs: after an erasure everything starts over. */
function readNames(visitorId: string, shelf: ExposureShelf | null): readonly string[] {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(place) ?? "null");
    if (typeof kept !== "object" || kept === null || !("visitorId" in kept) || !("told" in kept)) return [];
    if (kept.visitorId !== visitorId || !Array.isArray(kept.told)) return [];
    return kept.told.filter((name) => typeof name === "string");
  } catch {
    return [];
  }
}
