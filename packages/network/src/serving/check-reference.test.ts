import { randomBytes } from "node:crypto";
import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { paint } from "../painting/paint.ts";
import { checkReference, referenceLimits } from "./check-reference.ts";

const png = (width: number, height: number) => new Uint8Array(createCanvas(width, height).toBuffer("image/png"));

describe("a picture to work from", () => {
  it("[NE72] is a PNG by anybody's hand, and its size is read without decoding it", () => {
    expect(checkReference(png(70, 40))).toEqual({ outcome: "usable", width: 70, height: 40 });
    const own = paint({ style: "ink", prompt: "a cat", width: 96, height: 64, seed: 1, previews: 0 }).png;
    expect(checkReference(own)).toEqual({ outcome: "usable", width: 96, height: 64 });
  });

  it("[NE72] is refused when any byte of it is another", () => {
    const whole = png(20, 20);
    // What stands between the last chunk's data and the end is a checksum as well; each byte counts.
    for (let at = 0; at < whole.length; at += 1) {
      const altered = Uint8Array.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 0x21;
      expect(checkReference(altered).outcome, `byte ${at}`).toBe("refused");
    }
    for (let end = 0; end < whole.length; end += 1)
      expect(checkReference(whole.subarray(0, end)).outcome).toBe("refused");
  });

  it("[NE72] is refused when it is something else, or too large", () => {
    expect(checkReference(new Uint8Array())).toEqual({ outcome: "refused", because: "no-png" });
    expect(checkReference(new Uint8Array(createCanvas(9, 9).toBuffer("image/jpeg")))).toEqual({
      outcome: "refused",
      because: "no-png",
    });
    expect(checkReference(png(referenceLimits.side + 1, 1))).toEqual({ outcome: "refused", because: "too-large" });
    expect(checkReference(png(referenceLimits.side, 1)).outcome).toBe("usable");
    expect(checkReference(Uint8Array.from(randomBytes(referenceLimits.bytes + 1)))).toEqual({
      outcome: "refused",
      because: "too-large",
    });
  });
});
