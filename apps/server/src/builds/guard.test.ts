import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { guardSource, withGuard } from "./guard.ts";

const page = withGuard("<html><head><title>$&</title></head></html>", { build: "bold", arm: null });
const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
const address = "https://example.org/studio/a?key=1#there";

/** The guard in a page of which it sees only this much; what it asks to be loaded, in order. */
function pageWithGuard() {
  const listeners: Record<string, (event: unknown) => void> = {};
  const loaded: string[] = [];
  const view = {};
  const scope = {
    URL,
    window: view,
    document: { querySelector: () => ({ content: "bold" }) },
    location: { href: address, replace: (next: URL) => loaded.push(String(next)) },
    addEventListener: (name: string, listener: (event: unknown) => void) => {
      listeners[name] = listener;
    },
  };
  runInNewContext(script, scope);
  const thrownIn = (filename: string) => listeners.error?.({ target: view, filename });
  const notLoaded = (target: object) => listeners.error?.({ target });
  const say = (what: string) => listeners[`flywheel:${what}`]?.({});
  return { loaded, thrownIn, notLoaded, say };
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
});
