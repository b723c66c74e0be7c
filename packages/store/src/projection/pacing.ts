export type Pacing = {
  /** Waits `restMs` unless somebody is in a hurry, then up to `ms` in all unless there is something to see. */
  pause(wait: { readonly restMs: number; readonly ms: number }): Promise<void>;
  /** There is something to see; soon is soon enough. */
  poke(): void;
  /** Somebody waits. */
  hurry(): void;
};

/** When to look again. Each look costs the store a few statements and this file a sync, whatever it finds. */
export function createPacing(): Pacing {
  const poked = flag();
  const hurried = flag();

  return {
    async pause({ restMs, ms }) {
      await within(restMs, [hurried]);
      await within(ms - restMs, [hurried, poked]);
      poked.lower();
      hurried.lower();
    },
    poke: poked.raise,
    hurry: hurried.raise,
  };
}

type Flag = ReturnType<typeof flag>;

function flag() {
  let isUp = false;
  let heard = (): void => {};
  return {
    raise(): void {
      isUp = true;
      heard();
    },
    lower(): void {
      isUp = false;
    },
    /** Tells once it is up, now or later; who listens last is told. */
    listen(tell: () => void): void {
      heard = tell;
      if (isUp) tell();
    },
  };
}

function within(ms: number, flags: readonly Flag[]): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    for (const it of flags) it.listen(end);
  });
}
