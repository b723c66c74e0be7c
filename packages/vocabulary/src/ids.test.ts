import { describe, expect, it } from "vitest";
import vectors from "../fixtures/visitor-keys.json" with { type: "json" };
import { EventId, ModelId, NodeId, Slug, VisitorId } from "./ids.ts";
import { mint } from "./mint.ts";
import { visitorKeyOf } from "./visitor-key.ts";

/** A generator that repeats: bytes of a linear congruence, high bits first. */
function seeded(seed: number) {
  let state = seed;
  return (count: number) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

describe("ids", () => {
  it("[VO6] say what they name, in 20 plain characters", () => {
    expect(VisitorId.safeParse("vis_abcdefghij0123456789").success).toBe(true);
    for (const wrong of [
      "abcdefghij0123456789",
      "evt_abcdefghij0123456789",
      "vis_ABCDEFGHIJ0123456789",
      "vis_abcdefghij012345678",
      "vis_abcdefghij01234567890",
      "vis_abcdefghij012345678\n",
      "vis_abcdefghij0123456789\n",
      " vis_abcdefghij0123456789",
    ]) {
      expect(VisitorId.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  it("[VO6] of models, nodes and short names are patterns too", () => {
    const good = { model: "mock/sketch-1.5", node: "0f".repeat(32), slug: "may-2026.b" };
    expect([ModelId.parse(good.model), NodeId.parse(good.node), Slug.parse(good.slug)]).toEqual(Object.values(good));
    for (const wrong of ["sketch", "mock/", "mock/a b", `mock/${"a".repeat(60)}`]) {
      expect(ModelId.safeParse(wrong).success, wrong).toBe(false);
    }
    for (const wrong of ["", "May", "may--2026", "may-", "a cat", "a".repeat(65)]) {
      expect(Slug.safeParse(wrong).success, wrong).toBe(false);
    }
    expect(NodeId.safeParse(`0x${"0f".repeat(31)}`).success).toBe(false);
  });
});

describe("mint", () => {
  it("[VO7] makes ids that parse, and the same ones from the same bytes", () => {
    const [one, again, other] = [seeded(7), seeded(7), seeded(8)];
    const ids = Array.from({ length: 1_000 }, () => EventId.parse(mint("evt", one)));
    expect(new Set(ids).size).toBe(1_000);
    expect(Array.from({ length: 1_000 }, () => mint("evt", again))).toEqual(ids);
    expect(mint("evt", other)).not.toBe(ids[0]);
  });

  it("[VO7] prefers no character: bytes that do not divide evenly are thrown away", () => {
    const counts = new Map<string, number>();
    const randomBytes = seeded(1);
    for (let index = 0; index < 10_000; index += 1) {
      for (const character of mint<string>("x", randomBytes).slice(2)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    expect(counts.size).toBe(36);
    const mean = 200_000 / 36;
    // Kept, the uneven bytes would favour four characters by 12 %; chance alone stays far below 6 %.
    for (const [character, count] of counts) expect(Math.abs(count - mean) / mean, character).toBeLessThan(0.06);

    const badFirst = (count: number) =>
      Uint8Array.from({ length: count }, (_, index) => (index < 4 ? 252 + index : index));
    expect(mint("x", badFirst)).toBe("x_efghijklmnopqrstuvwx");
  });
});

describe("the key of a visitor", () => {
  it.each(vectors)("[VO8] agrees with published FNV-1a for $text", ({ text, key }) => {
    expect(visitorKeyOf(text)).toBe(BigInt(key));
  });
});
