import { parseArgs } from "node:util";
import { z } from "zod";
import { now, wait } from "./clock.ts";
import { findWriteKey } from "./environment.ts";
import { generate } from "./generate.ts";
import { type Counts, send } from "./send.ts";

const usage = "pnpm simulate --visitors N --days D --seed S [--url http://127.0.0.1:3024]";
const Wish = z.strictObject({
  visitors: z.coerce.number().int().min(1).max(1_000_000),
  days: z.coerce.number().int().min(1).max(1_000),
  seed: z.coerce.number().int().min(0).max(0xffff_ffff),
  url: z.url(),
});

function readWish(args: readonly string[]): z.infer<typeof Wish> {
  const option = (fallback: string) => ({ type: "string", default: fallback }) as const;
  const options = {
    visitors: option("200"),
    days: option("14"),
    seed: option("1"),
    url: option("http://127.0.0.1:3024"),
  };
  // pnpm hands on the `--` that separates its own options.
  const { values } = parseArgs({ args: args.filter((arg) => arg !== "--"), options });
  const wish = Wish.safeParse(values);
  if (wish.success) return wish.data;
  throw new Error(wish.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"));
}

function showProgress({ sent, accepted, repeated, refused }: Counts): void {
  const line = `${sent} sent, ${accepted} accepted, ${repeated} repeated, ${refused} refused`;
  if (process.stderr.isTTY) process.stderr.write(`\r${line}`);
}

try {
  const { visitors, days, seed, url } = readWish(process.argv.slice(2));
  const dayMs = 86_400_000;
  // Whole days that are over: what is simulated has happened.
  const startMs = (Math.floor(now() / dayMs) - days) * dayMs;
  const parts = { origin: url, writeKey: findWriteKey(), now, wait, onProgress: showProgress };
  const counts = await send(generate({ seed, visitors, days, startMs }), parts);
  if (process.stderr.isTTY) process.stderr.write("\n");
  console.log(JSON.stringify({ simulate: { visitors, days, seed, startMs }, ...counts }));
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 1;
}
