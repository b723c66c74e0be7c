import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textModels } from "../models/text-models.ts";
import { costOpg, textCostMicroUsd, usdText } from "./prices.ts";
import { inputTokensOf, tokensOf } from "./tokens.ts";

describe("prices", () => {
  it("[NE37] rounds a cost up to a whole micro-dollar, once", () => {
    const [model] = textModels;
    if (!model) throw new Error("no models");
    expect(textCostMicroUsd(model, { input: 0, output: 0 })).toBe(0);
    expect(textCostMicroUsd(model, { input: 1, output: 0 })).toBe(1);
    expect(textCostMicroUsd(model, { input: 1_000, output: 1_000 })).toBe(600 + 2_400);
  });

  it("[NE37] converts to the token's smallest unit without a double on the way", () => {
    expect(costOpg(1)).toBe("20000000000000");
    expect(costOpg(90_000)).toBe("1800000000000000000");
    expect(costOpg(Number.MAX_SAFE_INTEGER)).toBe((BigInt(Number.MAX_SAFE_INTEGER) * 20_000_000_000_000n).toString());
  });

  it("[NE37] writes dollars exactly", () => {
    expect([0, 1, 999_999, 1_000_000, 12_345_678].map(usdText)).toEqual([
      "0.000000",
      "0.000001",
      "0.999999",
      "1.000000",
      "12.345678",
    ]);
  });
});

describe("tokens", () => {
  it("[NE38] put together again are the text, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(tokensOf(text).join("")).toBe(text);
      }),
    );
  });

  it("[NE38] are about four for three words of English, and a few more for each message", () => {
    const text =
      "The quick brown fox jumps over the lazy dog, and nobody understands why the dog lets it happen again.";
    expect(tokensOf(text).length / text.split(" ").length).toBeCloseTo(4 / 3, 0);
    expect(inputTokensOf([{ role: "user", content: "hi" }])).toBe(5);
    expect(
      inputTokensOf([
        { role: "system", content: "" },
        { role: "user", content: "hi" },
      ]),
    ).toBe(9);
  });
});
