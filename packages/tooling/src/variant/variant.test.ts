import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Slug } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "../repository-root.ts";
import { runTool } from "../run.ts";
import { buildVariant } from "./build-variant.ts";
import { refuseVariant } from "./judge-variant.ts";
import { listVariants, namesOn, removeVariant, shelfOf } from "./shelf.ts";

const root = mkdtempSync(join(tmpdir(), "flywheel-variants-"));
afterAll(() => rm(root, { recursive: true }));
const at = new Date("2026-01-02T03:04:05Z");

/** In the place of vite: writes half a build, and then ends as told. */
const ending = (code: number) => async (_tool: string, args: readonly string[]) => {
  writeFileSync(join(args[args.indexOf("--outDir") + 1] ?? "", "index.html"), "<head>");
  expect(namesOn(root, "chat")).toEqual([]);
  return code;
};

describe("[TO53] what cannot be a build", () => {
  it.each([
    ["nowhere", "bold", "there is no app nowhere"],
    ["toString", "bold", "there is no app toString"],
    ["admin", "bold", "people who work here"],
    ["chat", "current", "what pnpm build made last"],
    ["chat", "../bold", "small letters"],
    ["chat", "bold-", "small letters"],
    ["chat", "", "small letters"],
    ["chat", "a".repeat(25), "longer than 24"],
    ["chat", "taken", "pnpm variant remove chat taken"],
  ])("%s %s is refused", (app, name, because) => {
    expect(refuseVariant(app, name, ["taken"])).toContain(because);
  });

  it("and what can be is not", () => {
    expect(refuseVariant("chat", "bold-2", ["taken"])).toBeNull();
  });
});

describe("a build", () => {
  it("[TO54] that broke leaves nothing", async () => {
    const result = await buildVariant({ root, app: "chat", name: "bold", at }, ending(1));
    expect(result).toEqual({ kind: "refused", because: "vite ended with 1; its output is above" });
    expect(readdirSync(shelfOf(root, "chat"))).toEqual([]);
  });

  it("[TO54] is listed with what it was made of, and [TO55] is given to nobody once removed", async () => {
    const result = await buildVariant({ root, app: "chat", name: "bold", at }, ending(0));
    expect(result.kind).toBe("built");
    const [listed] = listVariants(root);
    expect(listed).toMatchObject({ app: "chat", name: "bold", at: at.toISOString(), commit: null, clean: false });
    expect(Slug.safeParse(listed?.build).success).toBe(true);
    expect((await buildVariant({ root, app: "chat", name: "bold", at }, ending(0))).kind).toBe("refused");

    expect(removeVariant(root, "chat", "bold", at)).toEqual({ kind: "removed" });
    expect(listVariants(root)).toEqual([]);
    expect(removeVariant(root, "chat", "bold", at).kind).toBe("refused");
    expect(removeVariant(root, "chat", "../variants", at).kind).toBe("refused");
  });

  it("[TO55] that was removed keeps its files and its name for a day", async () => {
    const folder = join(shelfOf(root, "chat"), "kept");
    const after = (ms: number) => new Date(at.getTime() + ms);
    const again = (when: Date) => buildVariant({ root, app: "chat", name: "kept", at: when }, ending(0));
    await again(at);
    removeVariant(root, "chat", "kept", at);
    expect(await again(after(86_399_999))).toMatchObject({ because: expect.stringContaining("less than a day ago") });
    expect(existsSync(join(folder, "index.html"))).toBe(true);
    expect((await again(after(86_400_000))).kind).toBe("built");
    expect(readdirSync(folder).sort()).toEqual(["index.html", "variant.json"]);
  });

  it("[TO54] has its files in a folder of its own, and its id in its script", { timeout: 300_000 }, async () => {
    const name = `test-${process.pid}`;
    const folder = join(shelfOf(repositoryRoot, "home"), name);
    try {
      const result = await buildVariant({ root: repositoryRoot, app: "home", name, at }, runTool);
      if (result.kind !== "built") throw new Error(result.because);
      const page = readFileSync(join(folder, "index.html"), "utf8");
      expect(page).toContain(`src="/assets-${name}/`);
      expect(page).not.toContain("/assets/");
      const scripts = readdirSync(join(folder, `assets-${name}`)).filter((file) => file.endsWith(".js"));
      const texts = scripts.map((file) => readFileSync(join(folder, `assets-${name}`, file), "utf8"));
      expect(texts.some((text) => text.includes(result.variant.build))).toBe(true);
      expect(result.variant.commit).toMatch(/^[0-9a-f]{10,}$/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
