import { type Context, Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { ChooseBuild } from "./choose-build.ts";
import { orCurrent } from "./or-current.ts";

const chosen = { build: "second", arm: null } as const;

async function ask(choose: ChooseBuild): Promise<{ readonly text: string; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const choice = orCurrent(choose, { log: (line) => lines.push(line), now: () => 0, patienceMs: 20 });
  const site = new Hono().get("/", async (c: Context) => c.json(await choice(c, "chat")));
  return { text: await (await site.request("/")).text(), lines };
}

const after = (ms: number) => new Promise<typeof chosen>((resolve) => setTimeout(() => resolve(chosen), ms));

describe("[SV119] a page does not wait for a choice that does not come", () => {
  it("but gets the current build, and the log says why", async () => {
    for (const never of [() => new Promise<never>(() => {}), () => after(200)])
      expect(await ask(never)).toEqual({
        text: '"no experiment"',
        lines: ["no build could be chosen for a page of chat (ChoiceTooSlowError); 1 pages got the current one"],
      });
  });

  it("and takes one that comes in time", async () => {
    expect(await ask(async () => chosen)).toEqual({ text: JSON.stringify(chosen), lines: [] });
  });
});
