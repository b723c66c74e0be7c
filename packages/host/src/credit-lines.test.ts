import type { Me } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { creditLines } from "./credit-lines.ts";

const me = (changes: Partial<Pick<Me, "credits" | "allowance">>) => ({
  credits: { free: 20, granted: 300, purchased: 5_000, held: 0 },
  allowance: { credits: 100, state: "taken" } as const,
  ...changes,
});

describe("the lines of a balance", () => {
  it.each([
    ["taken", 5_320],
    ["available", 5_420],
    ["taken-by-range", 5_320],
  ] as const)("[HO7] add up to what can be spent while the allowance is %s", (state, spendable) => {
    const lines = creditLines(me({ allowance: { credits: 100, state } }));
    expect(lines.reduce((sum, { credits }) => sum + credits, 0)).toBe(spendable);
  });

  it("[HO7] name what is held, which cannot be spent", () => {
    const lines = creditLines(me({ credits: { free: 0, granted: 0, purchased: 7, held: 12 } }));
    expect(lines.at(-1)).toMatchObject({ label: "Held, not included", credits: 12 });
  });

  it("[HO7] say why there are no free credits when somebody else on the network took them", () => {
    expect(creditLines(me({ allowance: { credits: 100, state: "taken-by-range" } }))[0]?.note).toMatch(/network/);
    expect(creditLines(me({}))[0]?.note).toBeUndefined();
  });
});
