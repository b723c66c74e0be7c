import { parseArgs } from "node:util";
import { z } from "zod";

export const usage = "pnpm simulate --visitors N --days D --seed S [--url http://127.0.0.1:3024]";

const Wish = z.strictObject({
  visitors: z.coerce.number().int().min(1).max(1_000_000),
  days: z.coerce.number().int().min(1).max(1_000),
  seed: z.coerce.number().int().min(0).max(0xffff_ffff),
  url: z.url({ protocol: /^https?$/ }),
});
export type Wish = z.infer<typeof Wish>;

/** What was asked for on the command line; an error names the option and what it may be. */
export function readWish(args: readonly string[]): Wish {
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
