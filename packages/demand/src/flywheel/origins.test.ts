import { openTestStores } from "@flywheel/store/testing";
import { type AppId, type RequestId, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { inventEvent } from "../invented-days.ts";
import { readTimelines } from "../timing/timelines.ts";
import { Timelines } from "../timing/timelines-question.ts";
import { readLinks } from "./links.ts";
import { activeWeeksAmong } from "./offspring.ts";
import { readVisitorWeeks, VisitorWeeks } from "./visitor-weeks.ts";

const weekMs = 7 * 86_400_000;
/** A Monday. */
const startMs = Date.UTC(2026, 5, 1);
const weeks = [0, 1, 2, 3, 4, 5];
const scope = { app: "image-studio", traffic: "real", fromMs: startMs, toMs: startMs + 6 * weekMs } as const;
const question = VisitorWeeks.parse(scope);
const asOfMs = startMs + 6 * weekMs;
const weekOf = (week: number) => numberAt(calendarOf(question), "week", startMs + week * weekMs);

/** Buys once in each week of the range. */
const buyer = (name: string): readonly TakenEvent[] =>
  weeks.flatMap((week) =>
    (
      [
        ["app.opened", {}],
        ["inference.requested", { hosted: true }],
        ["inference.completed", { funding: "purchased" }],
        ["payment.settled", { funding: "purchased", credits: 2 }],
      ] as const
    ).map(([event, fields], place) => ({
      ...inventEvent(name, { name: event, atMs: startMs + (week + 0.5) * weekMs + place, fields }),
      requestId: event === "app.opened" ? null : (`req_${name}_${week}` as RequestId),
    })),
  );

const beside = (
  name: string,
  app: AppId,
  week: number,
  of: Partial<TakenEvent> & Pick<TakenEvent, "name" | "fields">,
) => inventEvent(name, { app, atMs: startMs + week * weekMs, name: of.name, fields: of.fields });
const granted = { name: "credits.granted", fields: { funding: "granted", credits: 5, source: "staff" } } as const;
const allowance = { name: "credits.granted", fields: { funding: "free", credits: 5, source: "allowance" } } as const;
const byCampaign = { name: "session.started", fields: { entry: "campaign", campaign: "spring", first: true } } as const;
const shared = { name: "share.created", fields: { shareId: "shr_one" } } as const;
const byLink = { name: "session.started", fields: { entry: "share", shareId: "shr_one", first: true } } as const;

describe.each(openTestStores())("[DE174] what drew a visitor on $engine", (backend) => {
  async function filled() {
    const store = await backend.open();
    await store.events.append([
      ...["granted long before", "by a campaign", "granted later", "never drawn", "sharer", "guest"].flatMap(buyer),
      beside("granted long before", "image-studio", -30, granted),
      beside("by a campaign", "chat", -3, byCampaign),
      beside("granted later", "chat", 3, granted),
      beside("never drawn", "image-studio", 1, allowance),
      beside("sharer", "chat", -1, shared),
      beside("guest", "chat", 0, byLink),
    ]);
    return store;
  }

  it("is known of every app and however long ago, and the daily allowance is nothing of it", async () => {
    const told = await readVisitorWeeks((await filled()).questions, question, asOfMs);
    const drawn = told.map(({ drawnIn, visitors }) => [drawnIn, visitors] as const);
    expect(drawn.toSorted(([a], [b]) => (a ?? 9_999) - (b ?? 9_999))).toEqual([
      ...[[weekOf(-30), 1] as const, [weekOf(-3), 1] as const, [weekOf(3), 1] as const],
      ...told.filter(({ drawnIn }) => drawnIn === null).map(({ visitors }) => [null, visitors] as const),
    ]);
    const active = told.map(activeWeeksAmong(told, [], "organic-purchasers"));
    const count = active.reduce((sum, it) => sum + it.visitors * it.weeks.length, 0);
    // Three buyers whom nothing drew, and the first three weeks of the one who was granted credits later.
    expect(count).toBe(3 * weeks.length + 3);
  });

  it("leaves the organic purchasers of the timing: those whom nothing drew are the same", async () => {
    const { questions } = await filled();
    const told = await readVisitorWeeks(questions, question, asOfMs);
    const timelines = await readTimelines(questions, Timelines.parse(scope), asOfMs);
    const count = (of: readonly { readonly visitors: number }[]) => of.reduce((sum, { visitors }) => sum + visitors, 0);
    expect(count(told.filter(({ drawnIn }) => drawnIn === null))).toBe(3);
    expect(count(timelines.filter(({ incentivised }) => !incentivised))).toBe(3);
  });

  it("is also somebody's link, made and followed in another app before the range", async () => {
    const { questions } = await filled();
    const [sharer, guest] = ["sharer", "guest"].map((name) => String(visitorKeyOf(name)));
    const links = await readLinks(questions, question, asOfMs);
    expect(links).toEqual([{ visitor: guest, sharer, week: weekOf(-1) }]);
    const told = await readVisitorWeeks(questions, question, asOfMs);
    expect(told.flatMap(({ visitor }) => visitor ?? []).toSorted()).toEqual([sharer, guest].toSorted());
  });
});
