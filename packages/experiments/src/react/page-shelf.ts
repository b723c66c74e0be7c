import type { ExposureShelf } from "../exposure-memory.ts";

/** Where pages remember, as long as they may; otherwise nothing is read and nothing written. */
export function shelfWhile(mayRemember: () => boolean): ExposureShelf {
  // NOTE: looked up each time, inside the caller's guard: a browser that blocks storage throws at the first look.
  return {
    getItem: (key) => (mayRemember() ? localStorage.getItem(key) : null),
    setItem: (key, value) => {
      if (mayRemember()) localStorage.setItem(key, value);
    },
  };
}
