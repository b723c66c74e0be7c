import type { EventCard } from "@flywheel/telemetry";
import { EventId, ModelId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { detailsOf } from "./event-details.ts";
import { passes, readEventFilter, writeEventFilter } from "./event-filter.ts";
import { arrive, emptyFeed, type Feed, feedCapacity, pause, resume } from "./feed.ts";

const event = (id: string, atMs: number, more: Partial<EventCard> = {}): EventCard => ({
  id: EventId.parse(`evt_${id.padStart(20, "0")}`),
  atMs,
  name: "app.opened",
  app: "chat",
  layer: "applications",
  writer: "browser",
  visitor: "0f0f0f0f",
  device: "desktop",
  browser: "firefox",
  bot: false,
  model: null,
  funding: null,
  experiment: null,
  variant: null,
  simulated: false,
  fields: {},
  ...more,
});

const ids = (events: readonly EventCard[]) => events.map(({ id }) => id.replace(/^evt_0*/, ""));
const many = (count: number, fromMs = 0) =>
  Array.from({ length: count }, (_, index) => event(`e${fromMs + index}`, fromMs + index));

describe("the feed", () => {
  it("[AD7] is newest first, in whatever order events arrive", () => {
    const feed = arrive(arrive(emptyFeed, [event("b", 2), event("d", 4)]), [event("c", 3), event("a", 1)]);
    expect(ids(feed.shown)).toEqual(["d", "c", "b", "a"]);
  });

  it("[AD7] shows an event once, though it comes with the past and as it happens, and twice in one batch", () => {
    const feed = arrive(arrive(emptyFeed, [event("a", 1), event("a", 1)]), [event("a", 1), event("b", 2)]);
    expect(ids(feed.shown)).toEqual(["b", "a"]);
    expect(arrive(feed, [event("a", 1)]), "nothing new, nothing to draw").toBe(feed);
  });

  it("[AD7] holds no more than it can and lets the oldest go", () => {
    const feed = arrive(arrive(emptyFeed, many(feedCapacity)), [event("new", 9_999), event("old", -1)]);
    expect(feed.shown).toHaveLength(feedCapacity);
    expect(ids(feed.shown)[0]).toBe("new");
    expect(ids(feed.shown)).not.toContain("old");
    expect(ids(feed.shown)).not.toContain("e0");
  });

  it("[AD8] holds still while paused, and what arrives waits", () => {
    const before = pause(arrive(emptyFeed, [event("a", 1)]));
    const after = arrive(arrive(before, [event("b", 2)]), [event("b", 2), event("a", 1), event("c", 3)]);
    expect(after.shown).toBe(before.shown);
    expect(ids(after.waiting)).toEqual(["c", "b"]);
  });

  it("[AD8] goes on with everything that waited", () => {
    const feed = resume(
      arrive(pause(arrive(emptyFeed, [event("a", 1), event("c", 3)])), [event("b", 2), event("d", 4)]),
    );
    expect(feed).toEqual({ ...emptyFeed, shown: [event("d", 4), event("c", 3), event("b", 2), event("a", 1)] });
    expect(ids(arrive(feed, [event("e", 5)]).shown)[0]).toBe("e");
  });

  it("[AD8] cannot be filled by waiting", () => {
    let feed: Feed = pause(emptyFeed);
    for (let batch = 0; batch < 5; batch += 1) feed = arrive(feed, many(200, batch * 200));
    expect(feed.waiting).toHaveLength(feedCapacity);
    expect(resume(feed).shown[0]?.atMs).toBe(999);
  });
});

describe("what is watched", () => {
  it("[AD9] is in the address and comes back from it", () => {
    const filter = { app: "chat", layer: "trust", name: "output.kept", traffic: "simulated" } as const;
    expect(readEventFilter(writeEventFilter(filter))).toEqual(filter);
    expect(writeEventFilter(readEventFilter({}))).toEqual({});
  });

  it("[AD9] is everything real where the address says nothing that is understood", () => {
    const everything = { app: null, layer: null, name: null, traffic: "real" };
    expect(readEventFilter({ app: "toaster", layer: 3, name: "<script>", traffic: "all" })).toEqual(everything);
    expect(readEventFilter({ app: "", layer: "", name: "", traffic: "" })).toEqual(everything);
  });

  it("[AD9] lets through what is like it in everything that was chosen", () => {
    const one = event("a", 1, { app: "image-studio", layer: "users", name: "output.kept" });
    const like = (search: Record<string, string>) => passes(readEventFilter(search), one);
    expect(like({})).toBe(true);
    expect(like({ app: "image-studio", layer: "users", name: "output.kept" })).toBe(true);
    expect([like({ app: "chat" }), like({ layer: "trust" }), like({ name: "app.opened" })]).toEqual([
      false,
      false,
      false,
    ]);
    expect(like({ app: "image-studio", layer: "trust" })).toBe(false);
  });
});

describe("an event opened", () => {
  it("[AD10] shows its own fields first, and nothing twice", () => {
    const model = ModelId.parse("mock/sketch");
    const fields = { promptLength: 42, model };
    const details = detailsOf(event("a", 1, { fields, model, funding: "free" }), "then");
    expect(details.slice(0, 2)).toEqual([
      { label: "promptLength", value: "42", isField: true },
      { label: "model", value: "mock/sketch", isField: true },
    ]);
    const labels = details.map(({ label }) => label);
    expect(labels).toContain("funding");
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("[AD10] says whether it is simulated or from a bot", () => {
    const traffic = (more: Partial<EventCard>) =>
      detailsOf(event("a", 1, more), "then").find(({ label }) => label === "traffic")?.value;
    expect([traffic({}), traffic({ simulated: true }), traffic({ bot: true })]).toEqual([
      "real",
      "simulated",
      "real, from a bot",
    ]);
  });
});
