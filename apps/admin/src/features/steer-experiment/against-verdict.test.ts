import { expect, it } from "vitest";
import { againstVerdict } from "./against-verdict.ts";

const ship = { verdict: { outcome: "ship", rule: "primary-better", variant: "b", daysLeft: 0 } } as const;
const open = { verdict: { outcome: "keep-running", rule: "not-decided-yet", variant: null, daysLeft: 3 } } as const;
const stop = { verdict: { outcome: "stop", rule: "primary-worse", variant: "a", daysLeft: 3 } } as const;
const withheld = { verdict: { outcome: "withheld", rule: "health-broken", variant: null, daysLeft: null } } as const;

it("[AD60] a decision as the readout says it has nothing against it", () => {
  expect(againstVerdict({ outcome: "ship", variant: "b" }, ship)).toBeNull();
  expect(againstVerdict({ outcome: "stop", variant: "a" }, stop)).toBeNull();
});

it("[AD60] one against it says so, whichever way", () => {
  expect(againstVerdict({ outcome: "ship", variant: "c" }, ship)).toContain("another variant");
  expect(againstVerdict({ outcome: "stop", variant: "a" }, ship)).toContain("says to ship");
  expect(againstVerdict({ outcome: "ship", variant: "b" }, stop)).toContain("says to stop");
  expect(againstVerdict({ outcome: "ship", variant: "b" }, open)).toContain("keep running");
  expect(againstVerdict({ outcome: "stop", variant: "a" }, withheld)).toContain("withheld");
});
