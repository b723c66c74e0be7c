import { expect, test } from "vitest";
import { proofLine } from "./proof-badge.tsx";

test("[HO13] a badge claims no more than is so: a mock's enclave is simulated, and a plain endpoint signs nothing", () => {
  expect(proofLine({ origin: "mock", nodeName: "fjord-3" })).toBe("Signed by fjord-3 · simulated enclave");
  expect(proofLine({ origin: "opengradient", nodeName: "fjord-3" })).toBe("Signed by fjord-3");
  expect(proofLine({ origin: "none", nodeName: "fjord-3" })).toBe("Not signed");
  expect(proofLine(undefined)).toBe("See the proof");
});
