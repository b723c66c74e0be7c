import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { randomBytes } from "./random.ts";
import { keptSecret, keyCheck } from "./secrets.ts";

const folder = await mkdtemp(join(tmpdir(), "flywheel-secrets-"));
afterAll(() => rm(folder, { recursive: true }));

it("[SV5] a secret is made once and readable by its owner only", async () => {
  const first = await keptSecret(join(folder, "data"), "secret", randomBytes);
  expect(first).toHaveLength(43); // 32 bytes, base64url
  expect(await keptSecret(join(folder, "data"), "secret", randomBytes)).toBe(first);
  expect(await readFile(join(folder, "data", "secret"), "utf8")).toBe(first);
  expect((await stat(join(folder, "data", "secret"))).mode & 0o777).toBe(0o600);
});

it("[SV5] two servers that start at once keep the same secret", async () => {
  const both = await Promise.all([1, 2, 3].map(() => keptSecret(join(folder, "raced"), "secret", randomBytes)));
  expect(new Set(both).size).toBe(1);
});

it("[SV9] only the key itself passes the check", () => {
  const isKey = keyCheck("a key of some length");
  expect(isKey("a key of some length")).toBe(true);
  expect(isKey("a key of some lengtH")).toBe(false);
  expect(isKey("")).toBe(false);
});
