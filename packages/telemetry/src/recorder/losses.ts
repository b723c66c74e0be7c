import type { Shelf } from "./shelf.ts";

/** What one batch tells of losses, and where the number came from. */
export type Told = { readonly unkept: number; readonly leased: number };

/** Counts events that will never arrive until a batch that told of them was taken; on the shelf where that is allowed. */
export type Losses = {
  count(count: number): void;
  /** Moves what was counted while nothing could be kept. */
  keep(): void;
  /** What can be told only by this page, now or never. */
  take(leased: number): Told;
  settle(told: Told, wasTaken: boolean): void;
  clear(): void;
};

export function createLosses(shelf: Shelf, mayKeep: () => boolean): Losses {
  let unkept = 0;

  async function count(more: number): Promise<void> {
    if (more === 0 || (mayKeep() && (await shelf.addLosses(more)))) return;
    unkept += more;
  }

  return {
    count: (more) => void count(more),
    keep() {
      const before = unkept;
      unkept = 0;
      void count(before);
    },
    take(leased) {
      const told = { unkept, leased };
      unkept = 0;
      return told;
    },
    settle(told, wasTaken) {
      if (told.leased > 0) void shelf.settleLosses(wasTaken ? told.leased : 0);
      if (!wasTaken) unkept += told.unkept;
    },
    clear() {
      unkept = 0;
    },
  };
}
