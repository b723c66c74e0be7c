/** Waits, or less if the signal is aborted first; never rejects. `pace` stretches all waiting: 1 is real, 0 is none. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const createPause =
  (pace: number): Pause =>
  (ms, signal) =>
    new Promise((resolve) => {
      const waitMs = ms * pace;
      if (signal.aborted || waitMs <= 0) {
        resolve();
        return;
      }
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, waitMs);
      signal.addEventListener("abort", end, { once: true });
    });
