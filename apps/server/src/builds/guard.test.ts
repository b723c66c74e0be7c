import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { guardSource, patienceSeconds, withGuard } from "./guard.ts";

const page = withGuard("<html><head><title>$&</title></head></html>", { build: "bold", arm: null });
const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
const address = "https://example.org/studio/a?key=1#there";

/** The guard in a page of which it sees only this much; what it asks to be loaded, in order. */
function pageWithGuard() {
  const listeners: Record<string, (event: unknown) => void> = {};
  const loaded: string[] = [];
  const view = {};
  const document = { querySelector: () => ({ content: "bold" }), readyState: "interactive", hidden: false };
  const navigator = { onLine: true };
  let ticks: (() => void) | null = null;
  let arrive: (address: string) => void = () => {};
  const scope = {
    URL,
    window: view,
    document,
    navigator,
    PerformanceObserver: class {
      constructor(heard: (list: object) => void) {
        arrive = (name) => heard({ getEntries: () => [{ name }] });
      }
      observe() {}
    },
    setInterval: (tick: () => void, everyMs: number) => {
      expect(everyMs).toBe(1000);
      ticks = tick;
      return 1;
    },
    clearInterval: () => {
      ticks = null;
    },
    location: { href: address, replace: (next: URL) => loaded.push(String(next)) },
    addEventListener: (name: string, listener: (event: unknown) => void) => {
      listeners[name] = listener;
    },
  };
  runInNewContext(script, scope);
  const thrownIn = (filename: string) => listeners.error?.({ target: view, filename });
  const notLoaded = (target: object) => listeners.error?.({ target });
  const say = (what: string) => listeners[`flywheel:${what}`]?.({});
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) ticks?.();
  };
  return { loaded, thrownIn, notLoaded, say, pass, document, navigator, arrive: (name: string) => arrive(name) };
}

const ownFile = "https://example.org/studio/assets-bold/a.js";
const fallback = ["https://example.org/studio/a?key=1&build-fallback=bold#there"];
type Guarded = ReturnType<typeof pageWithGuard>;

describe("the guard of a build", () => {
  it("[SV114] is the one script that the policy names, and leaves the page as it was", () => {
    expect(guardSource).toBe(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    expect(page).toContain("<title>$&</title>");
  });

  it.each<[string, (guarded: Guarded) => void]>([
    ["a script that does not load", ({ notLoaded }) => notLoaded({ tagName: "SCRIPT", src: ownFile })],
    ["a style that does not load", ({ notLoaded }) => notLoaded({ tagName: "LINK", rel: "stylesheet", href: ownFile })],
    ["a script that throws", ({ thrownIn }) => thrownIn(ownFile)],
    ["an app that breaks before it was shown", ({ say }) => say("broken")],
  ])("[SV114] loads the current build once after %s", (_what, harm) => {
    const guarded = pageWithGuard();
    harm(guarded);
    harm(guarded);
    expect(guarded.loaded).toEqual(fallback);
  });

  it("[SV114] leaves a started app alone, and what is not of its build", () => {
    const guarded = pageWithGuard();
    guarded.thrownIn("extension://a.js");
    guarded.notLoaded({ tagName: "SCRIPT", src: "https://example.org/api/bootstrap.js" });
    guarded.notLoaded({ tagName: "IMG", src: ownFile });
    guarded.say("started");
    guarded.thrownIn(ownFile);
    guarded.say("broken");
    expect(guarded.loaded).toEqual([]);
  });

  it("[SV115] loads the current build once after a script that never answers", () => {
    const guarded = pageWithGuard();
    guarded.pass(patienceSeconds - 1);
    expect(guarded.loaded).toEqual([]);
    guarded.pass(patienceSeconds * 2);
    expect(guarded.loaded).toEqual(fallback);
  });

  it("[SV115] waits as long as files of the build come, however slowly, and not for anything else", () => {
    const guarded = pageWithGuard();
    for (let file = 0; file < 10; file += 1) {
      guarded.pass(patienceSeconds - 1);
      guarded.arrive(ownFile);
    }
    expect(guarded.loaded).toEqual([]);
    guarded.pass(patienceSeconds - 1);
    guarded.arrive("https://example.org/api/bootstrap.js");
    guarded.pass(1);
    expect(guarded.loaded).toEqual(fallback);
  });

  it.each<[string, (guarded: Guarded) => void, (guarded: Guarded) => void]>([
    ["the page is being read", (at) => (at.document.readyState = "loading"), (at) => (at.document.readyState = "done")],
    ["nobody looks", ({ document }) => (document.hidden = true), ({ document }) => (document.hidden = false)],
    ["there is no network", (at) => (at.navigator.onLine = false), (at) => (at.navigator.onLine = true)],
  ])("[SV115] does not count while %s", (_what, begin, end) => {
    const guarded = pageWithGuard();
    begin(guarded);
    guarded.pass(patienceSeconds * 10);
    end(guarded);
    guarded.pass(patienceSeconds - 1);
    expect(guarded.loaded).toEqual([]);
    guarded.pass(1);
    expect(guarded.loaded).toEqual(fallback);
  });

  it("[SV115] has no more patience to lose once the app has started", () => {
    const guarded = pageWithGuard();
    guarded.say("started");
    guarded.pass(patienceSeconds * 10);
    expect(guarded.loaded).toEqual([]);
  });
});
