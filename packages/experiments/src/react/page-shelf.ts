/** Where pages remember; null where a browser blocks it, which throws at the first look. */
export function pageShelf(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
