import { Credits, Slug, VisitorId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { readGrant } from "./grant.ts";

const good = { visitorId: "vis_abcdefghij0123456789", credits: "500", campaign: "spring-2026.b" };

describe("a grant", () => {
  it("[AD15] is what was typed, without the blanks around it", () => {
    expect(readGrant({ visitorId: ` ${good.visitorId}\n`, credits: 500, campaign: " spring-2026.b " })).toEqual({
      outcome: "ready",
      grant: { ...good, credits: 500 },
    });
  });

  it("[AD15] that is empty names every field, one that is wrong in one place names that one", () => {
    const blank = readGrant({ visitorId: "", credits: "", campaign: "" });
    expect(blank.outcome === "refused" && Object.keys(blank.errors)).toEqual(["visitorId", "credits", "campaign"]);
    const one = readGrant({ ...good, credits: "0" });
    expect(one.outcome === "refused" && Object.keys(one.errors)).toEqual(["credits"]);
  });

  it.each(["vis_short", "evt_abcdefghij0123456789", "vis_ABCDEFGHIJ0123456789", good.visitorId])(
    "[AD15] agrees with the vocabulary about the visitor %s",
    (visitorId) => {
      expect(readGrant({ ...good, visitorId }).outcome === "ready").toBe(VisitorId.safeParse(visitorId).success);
    },
  );

  it.each(["spring", "spring-2026", "Spring", "spring 2026", "spring--2026", "a".repeat(64), "a".repeat(65), "-a", ""])(
    "[AD15] agrees with the vocabulary about the campaign %j",
    (campaign) => {
      expect(readGrant({ ...good, campaign }).outcome === "ready").toBe(Slug.safeParse(campaign).success);
    },
  );

  it.each([1, 1_000_000, 0, -1, 1.5, 1_000_001, Number.NaN, Number.POSITIVE_INFINITY])(
    "[AD15] agrees with the server about %d credits",
    (credits) => {
      const taken = Credits.min(1).max(1_000_000).safeParse(credits).success;
      expect(readGrant({ ...good, credits }).outcome === "ready").toBe(taken);
    },
  );
});
