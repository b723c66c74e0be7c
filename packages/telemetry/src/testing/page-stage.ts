import { exampleBytes, exampleNowMs } from "../examples.ts";
import {
  createRecorder,
  type Recorder,
  type RecorderPage,
  type RecorderParts,
  type RecorderStorage,
} from "../recorder.ts";
import { onStageOver } from "./intake-stage.ts";

/** A page with its own address and window events; the network under it is real. */
export function createPage(href = "http://app.test/studio", referrer = "") {
  const inner = new EventTarget();
  const document = Object.assign(new EventTarget(), { referrer, visibilityState: "visible" });
  const navigator = { onLine: true };
  const page = Object.assign(inner, { location: { href }, document, navigator }) satisfies RecorderPage;
  return {
    page,
    fire: (type: string, more: object = {}) => inner.dispatchEvent(Object.assign(new Event(type), more)),
    hide() {
      document.visibilityState = "hidden";
      document.dispatchEvent(new Event("visibilitychange"));
    },
    fireOnDocument: (type: string) => document.dispatchEvent(new Event(type)),
    goOffline() {
      navigator.onLine = false;
    },
    goOnline() {
      navigator.onLine = true;
      inner.dispatchEvent(new Event("online"));
    },
  };
}

export function createStorage(): RecorderStorage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

export type Changes = Partial<RecorderParts> & { readonly endpoint: string };

/** A recorder in a page of its own, in a hurry. */
export function start({ pace, ...changes }: Changes) {
  const calls: RequestInit[] = [];
  const surroundings = createPage();
  const recorder = createRecorder({
    app: "image-studio",
    consent: "granted",
    now: () => exampleNowMs,
    randomBytes: exampleBytes,
    storage: createStorage(),
    databases: null,
    page: surroundings.page,
    fetch: (input, init = {}) => {
      calls.push(init);
      return fetch(input, init);
    },
    pace: { batchMs: 5, firstRetryMs: 20, longestRetryMs: 40, ...pace },
    ...changes,
  });
  onStageOver(() => recorder.close());
  return { recorder, calls, ...surroundings };
}

/** Events that say their place: f0, f1, and so on. */
export function features(recorder: Recorder, count: number, from = 0): void {
  for (let index = from; index < from + count; index += 1) recorder.record("feature.used", { feature: `f${index}` });
}
