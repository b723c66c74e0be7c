import { fundings } from "@flywheel/vocabulary";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mainFunding, split } from "./tab.ts";

const parts = fc
  .tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000))
  .filter(([free, granted, purchased]) => free + granted + purchased > 0)
  .map(([free, granted, purchased]) => ({ free, granted, purchased }));

it("[AP8] what is split over fundings adds up to the cost and never pays from nothing", () => {
  fc.assert(
    fc.property(parts, fc.nat(1_000_000_000), (paid, costMicroUsd) => {
      const amounts = split(costMicroUsd, paid);
      expect(amounts.reduce((sum, { amountMicroUsd }) => sum + amountMicroUsd, 0)).toBe(costMicroUsd);
      for (const { funding, credits, amountMicroUsd } of amounts) {
        expect(credits).toBe(paid[funding]);
        expect(credits).toBeGreaterThan(0);
        expect(amountMicroUsd).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

it.each([
  [{ free: 300 }, "free"],
  [{ free: 10, purchased: 20 }, "purchased"],
  [{ free: 20, purchased: 10 }, "free"],
  [{ free: 15, granted: 15 }, "granted"],
  [{ granted: 15, purchased: 15 }, "purchased"],
] as const)("[AP8] %o is mainly %s", (paid, main) => {
  expect(mainFunding(paid)).toBe(main);
  expect(fundings).toContain(main);
});
