import { expect, test } from "vitest";
import { proofLine } from "./proof-badge.tsx";

test("[HO13] a badge claims no more than is so: a mock's enclave is simulated, and a plain endpoint signs nothing", () => {
  const node = "1a2b3c4d".repeat(8);
  expect(proofLine({ origin: "mock", node, nodeName: "fjord-3" })).toBe("Signed by fjord-3 · simulated enclave");
  expect(proofLine({ origin: "opengradient", node })).toBe("Signed by node 1a2b3c4d");
  expect(proofLine({ origin: "none" })).toBe("Not signed");
  expect(proofLine(undefined)).toBe("See the proof");
});
