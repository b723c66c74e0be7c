import { describe, expect, it } from "vitest";
import { addUp, formatOpg, formatOpgInUsd } from "./amounts.ts";

describe("an amount", () => {
  it.each([
    ["0", "0 mOPG", "$0.00"],
    ["1", "under 0.000001 mOPG", "under $0.000001"],
    ["20000000000000", "0.00002 mOPG", "$0.000001"],
    ["1000000000000000000", "1 mOPG", "$0.05"],
    ["1234567890123456789012", "1,234.56789 mOPG", "$61.728395"],
    ["2000000000000000000000000", "2,000,000 mOPG", "$100,000.00"],
    ["1999999999999999999", "2 mOPG", "$0.10"],
  ])("[AD30] of %s smallest units is %s, %s at 5 cents for one OPG", (digits, opg, usd) => {
    expect([formatOpg(digits), formatOpgInUsd(digits, 50_000)]).toEqual([opg, usd]);
  });

  it("[AD30] adds up to the last unit where numbers would not", () => {
    expect(addUp(["9007199254740993", "1", "0"])).toBe("9007199254740994");
    expect(addUp([])).toBe("0");
  });
});
