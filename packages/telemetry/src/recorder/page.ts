/** What the recorder needs of a page; `window` is one. */
export type RecorderPage = Listens & {
  readonly location: { readonly href: string };
  readonly document: Listens & { readonly referrer: string; readonly visibilityState: string };
  readonly navigator: { readonly onLine: boolean };
};

type Listens = {
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
};

/** A browser without any network says so, and is right except about the machine that it runs on. */
export function isOnline({ location, navigator }: RecorderPage): boolean {
  return navigator.onLine || /^https?:..(localhost|127\.|\[::1])/.test(location.href);
}

/** What a page goes through, in the terms of what to do; returns how to stop listening. */
export function watchPage(page: RecorderPage, { leave, retry }: { leave: () => void; retry: () => void }): () => void {
  const { document } = page;
  const leaveIfHidden = () => {
    if (document.visibilityState === "hidden") leave();
  };
  // Shown for the first time, a page has nothing to make up for; out of the back/forward cache, it has.
  const retryIfBack = (event: Event) => {
    if ("persisted" in event && event.persisted) retry();
  };
  const listeners: readonly (readonly [Listens, string, (event: Event) => void])[] = [
    [page, "pagehide", leave],
    [page, "pageshow", retryIfBack],
    [page, "online", retry],
    [document, "visibilitychange", leaveIfHidden],
    [document, "freeze", leave],
    [document, "resume", retry],
  ];
  for (const [target, type, listener] of listeners) target.addEventListener(type, listener);
  return () => {
    for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
  };
}

/** Where sessions are remembered: `localStorage`, which may be full, blocked or missing. */
export type RecorderStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Looking at `localStorage` throws where a browser blocks it. */
export function pageStorage(): RecorderStorage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
