import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { textEvidence } from "../fixtures/signed-elsewhere.ts";
import { stateOf } from "./verify/proof-state.ts";
import { verifyReceipt } from "./verify/verify-receipt.ts";

afterEach(() => void vi.unstubAllGlobals());

describe("a check of a receipt", () => {
  const source = new URL(".", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );

  it("[RC26] is made of what every browser has: WebCrypto, one Keccak, and nothing of Node", () => {
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const text = readFileSync(new URL(file, source), "utf8");
      const imported = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, from = ""]) => from);
      const foreign = imported.filter((from) => !from.startsWith(".") && !from.startsWith("@noble/hashes/"));
      expect(foreign.filter((from) => from !== "@flywheel/vocabulary")).toEqual([]);
      // Of the vocabulary only types: its schemas would bring a parser into the page.
      if (foreign.length > 0) expect(text).toMatch(/import type \{[^}]*\} from "@flywheel\/vocabulary"/);
      expect(text).not.toMatch(/\b(Buffer|process|require)\b[.(]/);
    }
  });

  it("[RC26] works where Node's buffers are missing, and fetches nothing", async () => {
    for (const name of ["Buffer", "fetch", "setImmediate"]) vi.stubGlobal(name, undefined);
    const state = stateOf(await verifyReceipt(textEvidence));
    vi.unstubAllGlobals();
    expect(state).toBe("verified");
  });
});
