import { afterEach, describe, expect, it } from "vitest";
import { exampleNowMs } from "./examples.ts";
import { endStage, listen, type Sent, until } from "./testing/intake-stage.ts";
import { createPage, createStorage, features, start } from "./testing/page-stage.ts";

afterEach(endStage);

describe("sessions", () => {
  const minute = 60_000;
  const started = (requests: readonly { batch: Sent }[]) =>
    requests.flatMap(({ batch }) => batch.events).filter(({ name }) => name === "session.started");

  it("[TE21] end after 30 minutes of nothing, or 24 hours after they began", async () => {
    const { endpoint, requests, names } = await listen();
    let nowMs = exampleNowMs;
    const { recorder } = start({ endpoint, now: () => nowMs });
    features(recorder, 1);
    nowMs += 30 * minute - 1;
    features(recorder, 1);
    expect(started(requests).length).toBeLessThanOrEqual(1);
    nowMs += 30 * minute;
    features(recorder, 1);
    for (let hour = 0; hour < 24 * 4; hour += 1) {
      nowMs += 15 * minute;
      features(recorder, 1);
    }
    await until(() => names().length === 3 + 24 * 4 + 3);
    expect(started(requests).map(({ fields }) => fields)).toEqual([
      { entry: "direct", first: true },
      { entry: "direct", first: false },
      { entry: "direct", first: false },
    ]);
    expect(new Set(requests.flatMap(({ batch }) => batch.events.map(({ sessionId }) => sessionId))).size).toBe(3);
  });

  it("[TE22] are one for all apps and tabs of the origin, and the sequence goes on", async () => {
    const { endpoint, requests, names } = await listen();
    const storage = createStorage();
    const studio = start({ endpoint, storage });
    features(studio.recorder, 1);
    const chat = start({ endpoint, storage, app: "chat" });
    features(chat.recorder, 1);
    features(studio.recorder, 1);
    await until(() => names().length === 4);
    expect(started(requests)).toHaveLength(1);
    const events = requests.flatMap(({ batch }) => batch.events);
    expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(events.map(({ seq }) => seq).toSorted()).toEqual([1, 2, 3, 4]);
  });

  const share = "shr_aaaaaaaaaaaaaaaaaaaa";
  it.each([
    ["http://x.test/studio", "", { entry: "direct" }],
    ["http://x.test/studio", "http://x.test/chat?q=secret", { entry: "direct" }],
    ["http://x.test/studio", "https://www.google.co.uk/search?q=secret", { entry: "search" }],
    ["http://x.test/studio", "https://news.example/secret", { entry: "site" }],
    ["http://x.test/studio", "https://notgoogle.example/secret", { entry: "site" }],
    [
      `http://x.test/studio?share=${share}&utm_campaign=may`,
      "https://news.example/",
      { entry: "share", shareId: share },
    ],
    ["http://x.test/studio?share=secret", "", { entry: "direct" }],
    [
      "http://x.test/studio?utm_campaign=may-2026",
      "https://news.example/",
      { entry: "campaign", campaign: "may-2026" },
    ],
    ["http://x.test/studio?utm_campaign=A%20secret", "", { entry: "campaign" }],
  ])("[TE23] tell by which door they began: %s from %s", async (href, referrer, entry) => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint, page: createPage(href, referrer).page });
    features(recorder, 1);
    await until(() => requests.length === 1);
    expect(started(requests)[0]?.fields).toEqual({ ...entry, first: true });
    expect(JSON.stringify(requests[0]?.batch)).not.toContain("secret");
  });
});
