import type { LedgerCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { identitiesOf } from "./identities.ts";

const ledger: LedgerCard = {
  deposited: "100000000000000000007",
  balances: "90000000000000000000",
  reserved: "5",
  billed: "10000000000000000010",
  unsettled: "3",
  settled: "10000000000000000007",
  unbilled: "1",
  paid: "10000000000000000000",
  withheld: "4",
  awaiting: "3",
  rewarded: "9",
};
const held = (changed: Partial<LedgerCard>) => identitiesOf({ ...ledger, ...changed }).map(({ holds }) => holds);

describe("the ledger's identities", () => {
  it("[AD31] hold where the sums add up", () => {
    expect(held({})).toEqual([true, true, true]);
  });

  it("[AD31] do not hold when one unit is missing, and each says so for itself", () => {
    expect(held({ balances: "89999999999999999999" })).toEqual([false, true, true]);
    expect(held({ awaiting: "4" })).toEqual([true, false, true]);
    expect(held({ unsettled: "2" })).toEqual([true, true, false]);
    expect(held({ settled: "10000000000000000008" })).toEqual([false, false, false]);
  });
});
