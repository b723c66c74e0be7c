import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "./evaluate.ts";

const plain = (expression: string) => {
  const result = evaluate(expression);
  return result.outcome === "result" ? result.written.replaceAll(",", "") : result.outcome;
};

describe("sums", () => {
  it("[NE58] agrees with BigInt on sums, differences and products of any size", () => {
    const number = fc.bigInt({ min: 0n, max: 10n ** 24n });
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(plain(`${a} + ${b} * ${c}`)).toBe(String(a + b * c));
        expect(plain(`(${a} - ${b}) * ${c}`)).toBe(String((a - b) * c));
        expect(plain(`${a} - ${b} - ${c}`)).toBe(String(a - b - c));
      }),
    );
  });

  it.each([
    ["2 ^ 3 ^ 2", "512"],
    ["-3 ^ 2", "-9"],
    ["2 ^ -2", "0.25"],
    ["10 % 4", "2"],
    ["1 / 3 * 3", "1"],
    ["((2))", "2"],
    ["sqrt(2)", "1.41421356237"],
    ["1 / 0", "undefined"],
    ["5 % 0", "undefined"],
    ["2 +", "not-a-sum"],
    ["(1 + 2", "not-a-sum"],
    ["1 2", "not-a-sum"],
    ["9 ^ 9 ^ 9", "not-a-sum"],
    ["alert(1)", "not-a-sum"],
  ])("[NE58] %s is %s", (expression, expected) => {
    expect(plain(expression)).toBe(expected);
  });

  it("[NE58] says when it rounded", () => {
    expect(evaluate("1 / 3")).toMatchObject({ exact: false, written: "0.3333333333" });
    expect(evaluate("1 / 8")).toMatchObject({ exact: true, written: "0.125" });
  });
});
