import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAccounts, createMemoryAccountBook } from "@flywheel/accounts";
import { attributesOf } from "@flywheel/api";
import { createAssigner, type ExperimentDefinition, payloadOf, seeds } from "@flywheel/experiments";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { now } from "../clock.ts";
import { createDoor } from "../http/door.ts";
import { listen } from "../http/listen.ts";
import { pages } from "../http/pages.ts";
import { randomBytes } from "../random.ts";
import { openBuildShelf } from "./build-shelf.ts";
import { buildChooser } from "./choose-build.ts";
import { orCurrent } from "./or-current.ts";

const [panel] = seeds as [ExperimentDefinition];
const look: ExperimentDefinition = {
  ...panel,
  key: "studio-look",
  feature: "image-studio.build",
  kind: "build",
  heldOut: false,
  variants: [
    { key: "control", name: "As it is", value: "current", weight: 0.4 },
    { key: "bold-arm", name: "Bold", value: "bold", weight: 0.6 },
  ],
};
let definitions: ExperimentDefinition[] = [look];
beforeEach(async () => {
  definitions = [look];
  await registerBold();
});

const root = await mkdtemp(join(tmpdir(), "flywheel-builds-"));
const bold = join(root, "image-studio", "variants", "bold");
const write = async (folder: string, files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};
const page = (title: string, assets: string) =>
  `<html><head><title>${title}</title><script type="module" src="/studio/${assets}/a.js"></script></head></html>`;
const registerBold = () =>
  write(bold, { "index.html": page("bold", "assets-bold"), "assets-bold/a.js": '"bold"', "variant.json": "{}" });
for (const app of ["image-studio", "chat", "home", "admin"]) {
  await write(join(root, app, "dist"), { "index.html": page(`current ${app}`, "assets"), "assets/a.js": '"current"' });
}

const accounts = createAccounts({
  book: createMemoryAccountBook({ record: () => {} }),
  now,
  randomBytes,
  dailyAllowanceCredits: 0,
  allowancesPerRange: 1,
});
const door = createDoor({
  accounts,
  consents: { accounts, of: async () => "unknown" },
  staff: { whoIs: async () => null } as never,
  secrets: ["a secret of this test"],
  serverOf: () => null,
  secureCookies: false,
  rangeOf: () => "range",
  randomBytes,
});
let isStoreAway = false;
const lines: string[] = [];
let nowMs = 0;
const choose = buildChooser({
  experiments: {
    list: async () => {
      if (isStoreAway) throw new TypeError("vis_aaaaaaaaaaaaaaaaaaaa is nobody's business");
      return definitions;
    },
  },
  door,
  attributesOf: (visitor) => attributesOf({ accounts, now }, visitor),
});
const listening = await listen(pages(root, orCurrent(choose, { log: (line) => lines.push(line), now: () => nowMs })), {
  port: 0,
  host: "127.0.0.1",
});
afterAll(async () => {
  await listening.close();
  await rm(root, { recursive: true });
});

async function visit(path = "/studio/", cookie = "") {
  const response = await fetch(`http://127.0.0.1:${listening.port}${path}`, { headers: { cookie } });
  const text = await response.text();
  const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return {
    status: response.status,
    headers: response.headers,
    text,
    title: /<title>(.*)<\/title>/.exec(text)?.[1],
    failed: /flywheel-build-failed" content="(.*?)"/.exec(text)?.[1],
    cookie: cookies.length > 0 ? cookies.join("; ") : cookie,
    visitorId: /vis_[a-z0-9]+/.exec(cookies.join())?.[0] ?? "",
  };
}

async function visitorOf(title: string) {
  for (;;) {
    const visitor = await visit();
    if (visitor.title === title) return visitor;
  }
}

describe("a page of an app whose builds are in an experiment", () => {
  it("[SV110] is that of the assigner for 200 visitors, before the first byte, and nobody else's", async () => {
    const seen = { current: 0, bold: 0 };
    for (let index = 0; index < 200; index += 1) {
      const { visitorId, title, headers } = await visit();
      const assigner = createAssigner({ payload: payloadOf(definitions), visitorId, onExposure: () => {} });
      const build = assigner.valueOf("image-studio.build") as "current" | "bold";
      seen[build] += 1;
      expect(title).toBe(build === "bold" ? "bold" : "current image-studio");
      expect([headers.get("cache-control"), headers.get("vary")]).toEqual(["private, no-store", "cookie"]);
    }
    expect(seen.bold).toBeGreaterThan(80);
    expect(seen.current).toBeGreaterThan(40);
  });

  it("[SV110] stays the same for a visitor, deep links, other weights and index.html included", async () => {
    const { cookie } = await visitorOf("bold");
    definitions = [{ ...look, variants: look.variants.map((arm, at) => ({ ...arm, weight: at === 0 ? 1 : 0 })) }];
    for (const path of ["/studio/", "/studio/a/deep/link", "/studio/index.html", "/studio/?a=1"]) {
      expect((await visit(path, cookie)).title).toBe("bold");
    }
  });

  it("[SV110] can be looked at by its link, and is then no failure of an arm", async () => {
    const { cookie } = await visitorOf("current image-studio");
    expect((await visit("/studio/?studio-look=1", cookie)).title).toBe("bold");
    await rm(bold, { recursive: true });
    const gone = await visit("/studio/?studio-look=1", cookie);
    expect([gone.title, gone.failed]).toEqual(["current image-studio", undefined]);
  });

  it("[SV111] makes no visitor where nothing is chosen: other apps, files, and no experiment", async () => {
    for (const path of ["/chat/", "/", "/studio/assets/a.js", "/studio/assets-bold/a.js"]) {
      expect((await visit(path)).headers.getSetCookie()).toEqual([]);
    }
    definitions = [];
    const plain = await visit();
    expect([plain.headers.getSetCookie(), plain.headers.get("cache-control")]).toEqual([[], "no-cache"]);
  });

  it("[SV112] is the current one again from the moment at which the experiment is paused or stopped", async () => {
    const { cookie } = await visitorOf("bold");
    for (const state of ["paused", "stopped"] as const) {
      definitions = [{ ...look, state }];
      const back = await visit("/studio/", cookie);
      expect([back.title, back.failed]).toEqual(["current image-studio", undefined]);
      expect((await visit("/studio/assets-bold/a.js")).text).toBe('"bold"');
    }
  });
});

describe("a build", () => {
  it("[SV112] serves its files beside those of the current one, for a year", async () => {
    for (const [path, text] of [
      ["/studio/assets/a.js", '"current"'],
      ["/studio/assets-bold/a.js", '"bold"'],
    ] as const) {
      const file = await visit(path);
      expect([file.status, file.text]).toEqual([200, text]);
      expect(file.headers.get("cache-control")).toContain("immutable");
    }
    for (const path of [
      "/studio/assets-bold/gone.js",
      "/studio/assets-other/a.js",
      "/studio/assets-bold/%2e%2e%2fvariant.json",
    ]) {
      expect((await visit(path)).status).toBe(404);
    }
  });

  it("[SV113] is known from the moment at which it is whole, and no longer than it is there", async () => {
    const shelf = openBuildShelf(root);
    await write(join(root, "image-studio", "variants", ".making-1"), { "variant.json": "{}" });
    await write(join(root, "image-studio", "variants", "half"), { "index.html": page("half", "assets-half") });
    expect(await shelf.of("image-studio")).toEqual(["bold"]);
    expect(await shelf.of("chat")).toEqual([]);
    expect(await shelf.page("image-studio", "../variants/bold")).toBeNull();
    await rm(bold, { recursive: true });
    expect(await shelf.of("image-studio")).toEqual([]);
  });

  it.each([
    ["was removed", () => rm(bold, { recursive: true })],
    ["has no page", () => rm(join(bold, "index.html"))],
    ["has a page that is none", () => writeFile(join(bold, "index.html"), "<<<<")],
  ])("[SV114] that %s gives way to the current one, and the page says for which arm", async (_what, harm) => {
    const { cookie } = await visitorOf("bold");
    await harm();
    const instead = await visit("/studio/", cookie);
    expect([instead.status, instead.title]).toEqual([200, "current image-studio"]);
    expect(instead.failed).toBe("studio-look bold-arm bold");
  });

  it("[SV114] that did not start in the page gives way too, without a guard that could do it again", async () => {
    const { cookie, text } = await visitorOf("bold");
    expect(text.indexOf("flywheel:broken")).toBeGreaterThan(0);
    expect(text.indexOf("flywheel:broken")).toBeLessThan(text.indexOf("a.js"));
    const instead = await visit("/studio/?build-fallback=bold", cookie);
    expect([instead.title, instead.failed]).toEqual(["current image-studio", "studio-look bold-arm bold"]);
    expect(instead.text).not.toContain("flywheel:broken");
    expect((await visit("/studio/?build-fallback=another", cookie)).title).toBe("bold");
  });

  describe("that was shipped", () => {
    const shipped = (variant: string, atMs: number): ExperimentDefinition => ({
      ...look,
      key: `look-${atMs}`,
      state: "decided",
      decision: { outcome: "ship", variant, reason: "more kept", rule: "the interval", by: "stf_ada", atMs },
    });

    it("[SV116] is everybody's, and its failure is counted for the decision that holds", async () => {
      definitions = [shipped("bold-arm", 2), shipped("bold-arm", 1), shipped("control", 0)];
      expect((await visit()).title).toBe("bold");
      const fallen = await visit("/studio/?build-fallback=bold");
      expect([fallen.title, fallen.failed]).toEqual(["current image-studio", "look-2 bold-arm bold"]);
      await rm(bold, { recursive: true });
      expect((await visit()).failed).toBe("look-2 bold-arm bold");
    });

    it("[SV116] is not counted where only a link asked for it", async () => {
      definitions = [shipped("control", 2), shipped("bold-arm", 1), { ...look, coverage: 0 }];
      await rm(bold, { recursive: true });
      const linked = await visit("/studio/?studio-look=1");
      expect([linked.title, linked.failed]).toEqual(["current image-studio", undefined]);
    });
  });
});

describe("[SV117] where no build can be chosen", () => {
  afterEach(() => {
    isStoreAway = false;
  });

  it("everybody gets the current one, and it is said once a minute, with how many and without who", async () => {
    isStoreAway = true;
    for (const minute of [0, 1]) {
      nowMs = minute * 60_000;
      for (let page = 0; page < 3; page += 1) {
        const { status, title, headers } = await visit();
        expect([status, title, headers.getSetCookie()]).toEqual([200, "current image-studio", []]);
      }
    }
    const said = (pages: number) =>
      `no build could be chosen for a page of image-studio (TypeError); ${pages} pages got the current one`;
    expect(lines).toEqual([said(1), said(3)]);
    isStoreAway = false;
    expect((await visit()).headers.getSetCookie().length).toBeGreaterThan(0);
  });
});
