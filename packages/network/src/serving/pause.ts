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

/** All work at a node takes longer while it is slow. Asked at each pause, so that a stream under way feels it too. */
export const atSpeedOf =
  ({ speedPercent }: { readonly speedPercent: () => number }, pause: Pause): Pause =>
  (ms, signal) =>
    pause((ms * 100) / Math.max(1, speedPercent()), signal);
