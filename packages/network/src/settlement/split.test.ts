import type { NodeId } from "@flywheel/vocabulary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usualRules } from "./rules.ts";
import { added, nameOf, split, wholeMicroUsd } from "./split.ts";

const node = "ab".repeat(32) as NodeId;
const amount = fc.bigInt({ min: 0n, max: 10n ** 30n });

describe("dividing what was paid", () => {
  it("[NE170] gives eighty, ten and ten of a hundred", () => {
    const shares = split({ node, publisher: "quillworks", gross: 1_000n }, usualRules);
    expect(shares.map(({ party, fees }) => [nameOf(party), fees])).toEqual([
      [`node ${node}`, 800n],
      ["publisher quillworks", 100n],
      ["full-nodes", 100n],
    ]);
  });

  it("[NE170] gives away every unit and none twice, whatever the shares", () => {
    const percent = fc.nat(50);
    fc.assert(
      fc.property(amount, percent, percent, (gross, publisherPercent, fullNodesPercent) => {
        const shares = split({ node, publisher: "p", gross }, { publisherPercent, fullNodesPercent });
        expect(shares.reduce((sum, { fees }) => sum + fees, 0n)).toBe(gross);
        expect(shares.every(({ fees }) => fees >= 0n)).toBe(true);
      }),
    );
  });

  it("[NE170] adds up each party once", () => {
    const one = split({ node, publisher: "p", gross: 7n }, usualRules);
    const sums = added([...one, ...one, ...split({ node, publisher: "q", gross: 10n }, usualRules)]);
    expect(sums.map(({ party }) => nameOf(party))).toEqual([
      "full-nodes",
      `node ${node}`,
      "publisher p",
      "publisher q",
    ]);
    expect(sums.reduce((sum, { fees }) => sum + fees, 0n)).toBe(24n);
  });

  it("[NE170] tells whole micro-dollars that add up as the tokens do, each off by less than one", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 27n }), { maxLength: 20 }), (amounts) => {
        const unit = 20_000_000_000_000n;
        const whole = wholeMicroUsd(amounts, unit);
        const total = amounts.reduce((sum, one) => sum + one, 0n) / unit;
        expect(whole.reduce((sum, one) => sum + BigInt(one), 0n)).toBe(total);
        for (const [index, one] of amounts.entries()) {
          expect([one / unit, one / unit + 1n]).toContain(BigInt(whole[index] ?? -1));
        }
      }),
    );
  });
});
