import { type BrowserContext, devices, type Page } from "@playwright/test";
import { expect, test, type Visitor } from "../journey.ts";
import { readStage } from "../stage/stage.ts";
import { type BuildExperiment, draftBuildExperiment } from "../steps/build-experiment.ts";
import { loseScript, registerBuilds, removeBuild, sweepBuilds } from "../steps/other-builds.ts";
import { makePicture } from "../steps/studio.ts";
import { agree, recordedOf } from "../steps/visitor-data.ts";

test.describe.configure({ mode: "serial" });

// Journeys of another stage may share the shelf, and none of them is this process.
const { pid } = process;
const [second, throwing, lost] = [`second-${pid}`, `throwing-${pid}`, `lost-${pid}`] as const;
const key = `studio-builds-${pid}`;
const ownWords = "Your picture appears here";
const otherWords = "Your picture will appear here";
const main = { file: "apps/image-studio/src/main.tsx", from: "startApp({" };

let ids: Readonly<Record<string, string>> = {};
let experiment: BuildExperiment;
/** What the policy of the pages refused, in all that happens here. */
const refused: string[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const file = "apps/image-studio/src/features/make-picture/stage.tsx";
  ids = registerBuilds({
    [second]: { file, from: ownWords, to: otherWords },
    [throwing]: { ...main, to: 'throw new Error("this build is broken on purpose");\nstartApp({' },
    [lost]: { ...main, to: "startApp({" },
  });
  loseScript(lost);
  await comeOnTablet(await browser.newContext({ ...tablet, baseURL: readStage().origin }));
  experiment = await draftBuildExperiment(key, ["current", second, throwing, lost]);
  for (const action of ["submit", "approve", "start"] as const) await experiment.act(action);
});

test.afterAll(async () => {
  try {
    await experiment?.stop();
  } finally {
    sweepBuilds([second, throwing, lost]);
  }
});

const tablet = devices["Galaxy Tab S4"];

/** An experiment starts where there is traffic of those at whom it aims. */
async function comeOnTablet(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto("/studio/");
  await agree(page);
  await expect.poll(async () => (await recordedOf(page)).map(({ name }) => name)).toContain("app.opened");
  await context.close();
}

type NewVisitor = (options: typeof tablet) => Promise<Visitor>;

/** A visitor whom the server dealt this build; they have its page as text, and have opened none. */
async function dealt(newVisitor: NewVisitor, build: string): Promise<Visitor & { readonly html: string }> {
  for (let tried = 0; tried < 80; tried += 1) {
    const visitor = await newVisitor(tablet);
    const answer = await visitor.context.request.get("/studio/");
    expect(answer.headers()["content-security-policy"]).toMatch(/script-src 'self' 'sha256-[^']+';/);
    const html = await answer.text();
    if (buildIn(html) === build) {
      watchPolicy(visitor.page);
      return { ...visitor, html };
    }
    await visitor.context.close();
  }
  throw new Error(`of 80 visitors none was dealt ${build}`);
}

const buildIn = (html: string) => /name="flywheel-build" content="([^"]+)"/.exec(html)?.[1] ?? "current";

function watchPolicy(page: Page): void {
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
}

/** The variants of this experiment in which the server has the visitor. */
const armsOf = async (page: Page) =>
  (await recordedOf(page))
    .filter(({ name, fields }) => name === "experiment.exposed" && fields.experiment === key)
    .map(({ fields }) => fields.variant);
const shows = (page: Page, words: string, timeout = 20_000) =>
  expect(page.getByText(words, { exact: true })).toBeVisible({ timeout });

/** The addresses of the app's files that a page asks for. */
function filesOf(page: Page): string[] {
  const files: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/studio/assets")) files.push(pathname);
  });
  return files;
}

for (const [build, words, folder] of [
  ["current", ownWords, "/studio/assets/"],
  [second, otherWords, `/studio/assets-${second}/`],
] as const) {
  const arm = build === "current" ? "the control" : "the other arm";

  test(`[EE110] [EE111] whoever is in ${arm} has their build with the first byte, and keeps it`, async ({
    newVisitor,
  }) => {
    const { page, html } = await dealt(newVisitor, build);
    expect(html).toContain(`src="${folder}`);
    const files = filesOf(page);
    await page.goto("/studio/");
    await shows(page, words);
    for (const again of [() => page.reload(), () => page.goto("/studio/?picture=none"), () => page.goto("/studio/")]) {
      await again();
      await shows(page, words);
    }
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => !file.startsWith(folder))).toEqual([]);
  });

  test(`[EE112] [EE113] in ${arm} each event carries the build, and the exposure is told once`, async ({
    newVisitor,
  }) => {
    const { page } = await dealt(newVisitor, build);
    await page.goto("/studio/");
    await agree(page);
    await shows(page, words);
    await expect(page.locator('[data-exposure="image-studio.build"]')).toHaveCount(1);
    await makePicture(page, "A wheel on a hill");
    await page.reload();
    await expect.poll(async () => (await recordedOf(page)).filter(({ name }) => name === "app.opened").length).toBe(2);

    const recorded = await recordedOf(page);
    expect(recorded.length).toBeGreaterThan(4);
    expect(new Set(recorded.map(({ build }) => build)).size).toBe(1);
    const [{ build: id } = { build: null }] = recorded;
    if (build === "current") expect(Object.values(ids)).not.toContain(id);
    else expect(id).toBe(ids[build]);
    expect(await armsOf(page)).toEqual([build]);
  });
}

/** The page became the current build's, the failure is told once, and the visitor stays where they were dealt. */
async function expectFallback(page: Page, build: string, timeout?: number): Promise<void> {
  await shows(page, ownWords, timeout);
  expect(new URL(page.url()).search).toBe("");
  await agree(page);
  await expect.poll(() => armsOf(page)).toEqual([build]);
  await page.goto("/");
  // The newest of all has arrived, so those before it would have.
  await expect.poll(async () => (await recordedOf(page)).some(({ app }) => app === "home")).toBe(true);
  const recorded = await recordedOf(page);
  const failed = recorded.filter(({ name }) => name === "variant.failed");
  expect(failed.map(({ fields }) => fields)).toEqual([{ experiment: key, variant: build, build }]);
  expect(recorded.filter(({ name, app }) => name === "app.opened" && app === "image-studio")).toHaveLength(1);
  expect(Object.values(ids)).not.toContain(failed[0]?.build);
  expect(await armsOf(page)).toEqual([build]);
}

test("[EE114] a build whose script throws gives way to the current one, in its arm, counted once", async ({
  newVisitor,
}) => {
  const { page } = await dealt(newVisitor, throwing);
  await page.goto("/studio/");
  await expectFallback(page, throwing);
});

test("[EE115] a build whose script is not there gives way to the current one, in its arm, counted once", async ({
  newVisitor,
}) => {
  const { page } = await dealt(newVisitor, lost);
  await page.goto("/studio/");
  await expectFallback(page, lost);
});

test("[EE116] a build whose script never answers gives way after half a minute", async ({ newVisitor }) => {
  const { page } = await dealt(newVisitor, second);
  await page.route(`**/studio/assets-${second}/index-*.js`, () => new Promise(() => {}));
  await page.goto("/studio/", { waitUntil: "commit" });
  await page.waitForTimeout(20_000);
  // Slow is not broken.
  expect(new URL(page.url()).search).toBe("");
  await expect(page.getByText(ownWords)).toHaveCount(0);
  await expectFallback(page, second, 30_000);
});

test("[EE117] a pause gives everybody the current build at their next page, and open ones keep their files", async ({
  newVisitor,
}) => {
  const { page, context } = await dealt(newVisitor, second);
  const files = filesOf(page);
  await page.goto("/studio/");
  await shows(page, otherWords);
  const broken = await dealt(newVisitor, throwing);
  await experiment.act("pause");

  const next = await context.newPage();
  await next.goto("/studio/");
  await shows(next, ownWords);
  await broken.page.goto("/studio/");
  await shows(broken.page, ownWords);
  await shows(page, otherWords);
  for (const file of files) expect((await context.request.get(file)).status()).toBe(200);

  await experiment.act("resume");
  await next.reload();
  await shows(next, otherWords);
});

test("[EE118] a build that is removed gives way at the next page, counted, and open pages keep their files", async ({
  newVisitor,
}) => {
  const { page, context } = await dealt(newVisitor, second);
  const files = filesOf(page);
  await page.goto("/studio/");
  await shows(page, otherWords);
  removeBuild(second);
  for (const file of files) expect((await context.request.get(file)).status()).toBe(200);

  // The open page was seen before: what is counted from here on is the page that had to fill in.
  await page.goto("/studio/");
  await expect(page.locator('meta[name="flywheel-build-failed"]')).toHaveCount(0);
  await expectFallback(page, second);
});

test("[EE119] in all this the policy of the pages refused nothing, and it would have been seen", async ({
  newVisitor,
}) => {
  expect(refused).toEqual([]);
  const { page } = await dealt(newVisitor, "current");
  await page.goto("/studio/");
  await shows(page, ownWords);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
  });
  await expect.poll(() => refused.length).toBe(1);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});
