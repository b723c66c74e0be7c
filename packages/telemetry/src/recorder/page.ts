/** What the recorder needs of a page; `window` is one. */
export type RecorderPage = Listens & {
  readonly location: { readonly href: string };
  readonly document: Listens & { readonly referrer: string; readonly visibilityState: string };
};

type Listens = {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
};

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
