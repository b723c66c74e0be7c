import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleBrowser, exampleBytes, exampleEvent, exampleNowMs } from "./examples.ts";
import { takeIn } from "./intake.ts";
import { createMemoryEventLog } from "./memory.ts";
import type { Sender } from "./sender.ts";

const server: Sender = { kind: "server", app: "chat", simulated: false };

/** All that is kept of one candidate, and the part of it that could be taken in again. */
async function quarantine(candidate: unknown, sender: Sender = exampleBrowser) {
  const log = createMemoryEventLog();
  const batch = { sentAtMs: exampleNowMs - 7, lost: 0, events: [candidate] };
  await takeIn({ log, sender, receivedAtMs: exampleNowMs, batch, randomBytes: exampleBytes });
  const [all] = await log.quarantineList(1);
  if (!all) throw new Error("it was taken in");
  const copy: unknown = all.kept && JSON.parse(all.kept.text);
  return { all, kept: all.kept, copy };
}

describe("what is kept of a refused event", () => {
  it("[TE94] is numbers, ids and words of the catalogue; every other text is replaced by its length", async () => {
    const event = exampleEvent({
      name: "prompt.submitted",
      fields: {
        requestId: "req_aaaaaaaaaaaaaaaaaaaa",
        medium: "video",
        model: "mock/sketch-2",
        promptLength: 12,
        attempt: "for the second time",
        mood: "sunny",
        kind: "image",
        node: "a".repeat(64),
        quick: true,
        nothing: null,
        list: [1, 2, 3],
      },
    });
    const { kept, copy } = await quarantine(event);
    const { fields, ...envelope } = event;
    expect(copy).toEqual({
      ...envelope,
      fields: { ...fields, attempt: { withheld: 19 }, mood: { withheld: 5 }, list: { withheld: 7 } },
    });
    const { visitorId } = exampleBrowser;
    const from = { sender: "browser", senderApp: null, simulated: false, visitorId, offsetMs: 7 };
    expect(kept).toMatchObject({ ...from, device: "desktop", browser: "Firefox", bot: false, withheld: true });
  });

  it("[TE94] says whether it is whole", async () => {
    const { kept } = await quarantine(
      exampleEvent({ name: "model.picked", fields: { medium: "video", model: "a/b" } }),
    );
    expect(kept?.withheld).toBe(false);
  });

  it("[TE94] names of a server's event what its key may speak for, and its visitor apart from the copy", async () => {
    const { visitorId } = exampleBrowser;
    const { kept, copy } = await quarantine(exampleEvent({ visitorId, app: "home" }), server);
    expect(kept).toMatchObject({ sender: "server", senderApp: "chat", visitorId, offsetMs: 0, device: "server" });
    expect(JSON.stringify(copy)).not.toContain("vis_");
    const hidden = await quarantine(exampleEvent({ visitorId, fields: { user: visitorId } }), server);
    expect(hidden.kept?.text).not.toContain("vis_");
  });

  it("[TE96] is nothing where nothing may be kept", async () => {
    const unknown = exampleEvent({ fields: { mood: 1 } });
    const nothing = async (candidate: unknown, sender?: Sender) =>
      expect((await quarantine(candidate, sender)).kept).toBeNull();
    await nothing(exampleEvent(), { ...exampleBrowser, consented: false });
    await nothing({ ...unknown, name: "nothing.known" }, { ...exampleBrowser, consented: false });
    await nothing({ ...unknown, visitorId: "vis_bob00000000000000000" });
    await nothing({ ...unknown, visitorId: "somebody" });
    await nothing(unknown, server);
    for (const noEvent of [null, 7, "app.opened", [exampleEvent()]]) await nothing(noEvent);
    const keys = Array.from({ length: 60 }, (_, index) => [`${"k".repeat(36)}${index}`, 1e21 / 3]);
    await nothing({ ...unknown, ...Object.fromEntries(keys), fields: Object.fromEntries(keys) });
  });

  it("[TE96] of what is too large is what is left after withholding", async () => {
    const { copy } = await quarantine(exampleEvent({ fields: { note: "x".repeat(9_000) } }));
    expect(copy).toMatchObject({ fields: { note: { withheld: 9_000 } } });
  });

  it("[TE95] holds no run of somebody's words, wherever in an event they travel", async () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzäñяж"), minLength: 9, maxLength: 14 });
    const words = fc.array(word, { minLength: 2, maxLength: 12 });
    const joiner = fc.constantFrom(" ", ", ", ". ", "\n", "_", "/", "'", " - ", "?");
    await fc.assert(
      fc.asyncProperty(words, joiner, fc.nat(places.length - 1), async (said, between, place) => {
        const { all } = await quarantine(places[place]?.(said.join(between)));
        for (const one of said) expect(JSON.stringify(all)).not.toContain(one);
      }),
      { numRuns: 1_500 },
    );
  });

  it("[TE94] text of the very form of its field stays, so a single word or a slug there does too", async () => {
    const fields = { surface: "lighthouse", model: "deep/sea", mood: "lighthouse" };
    const { copy } = await quarantine(exampleEvent({ fields }));
    expect(copy).toMatchObject({ fields: { ...fields, mood: { withheld: 10 } } });
  });

  it("[TE95] holds no words joined by hyphens either, where the field is none of ours", async () => {
    const { all } = await quarantine(exampleEvent({ fields: { note: "deep-sea-whales", "deep-sea-whales": 1 } }));
    expect(JSON.stringify(all)).not.toMatch(/deep|sea|whales/);
  });
});

/** Everywhere that a prompt could get to by mistake, at known names and at others. */
const places: readonly ((prompt: string) => unknown)[] = [
  (prompt) => prompt,
  (prompt) => [prompt],
  (prompt) => ({ [prompt]: prompt }),
  (prompt) => exampleEvent({ fields: { prompt } }),
  (prompt) => exampleEvent({ fields: { surface: prompt, medium: prompt, node: prompt } }),
  (prompt) => exampleEvent({ fields: { [prompt]: 1 } }),
  (prompt) => exampleEvent({ fields: { list: [prompt, ...prompt] } }),
  (prompt) => exampleEvent({ fields: { nested: { surface: prompt, [prompt]: { prompt } } } }),
  (prompt) => ({ ...exampleEvent(), fields: prompt }),
  (prompt) => ({ ...exampleEvent(), fields: [{ prompt }] }),
  (prompt) => ({ ...exampleEvent(), name: prompt }),
  (prompt) => ({ ...exampleEvent(), app: prompt, build: prompt, id: prompt, sessionId: prompt }),
  (prompt) => ({ ...exampleEvent(), atMs: prompt, seq: { prompt } }),
  (prompt) => ({ ...exampleEvent(), prompt, [prompt]: prompt }),
  (prompt) => ({ ...exampleEvent(), visitorId: prompt }),
  (prompt) => exampleEvent({ fields: { prompt: prompt.repeat(400) } }),
];
