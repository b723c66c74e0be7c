import { GrowthBookClient } from "@growthbook/growthbook";
import { devices, type Page } from "@playwright/test";
import { expect, test } from "../journey.ts";
import { exposuresOf, toldTo } from "../steps/exposures.ts";
import { agree } from "../steps/visitor-data.ts";

const panel = "studio-prompt-panel";
const beginning = "chat-beginning";
const stageOf = (page: Page) => page.getByText("Your picture appears here");
const ways = { questions: "Examples", openings: "Beginnings of a question" } as const;

/** What the page shows of the two experiments, as their variants are called. */
async function shownIn(page: Page): Promise<string> {
  if (new URL(page.url()).pathname.startsWith("/chat")) {
    const name = await page
      .locator("ul[aria-label]")
      .filter({ has: page.getByRole("button") })
      .last()
      .ariaSnapshot();
    return name.includes(ways.openings) ? "openings" : "questions";
  }
  await expect(stageOf(page)).toBeVisible();
  const prompt = await page.getByRole("form", { name: "New picture" }).boundingBox();
  const stage = await stageOf(page).boundingBox();
  return (prompt?.y ?? 0) > (stage?.y ?? 0) ? "below" : "beside";
}

test("[EE130] our pages have their features from the bootstrap and open no stream", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  for (const path of ["/", "/studio/", "/chat/", "/studio/?studio-prompt-panel=1"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  }
  await page.waitForTimeout(1_000);
  expect(asked.filter((path) => path.startsWith("/sub/") || path.startsWith("/api/features"))).toEqual([]);
  expect(asked.filter((path) => path === "/api/bootstrap.js")).toHaveLength(4);
});

for (const arm of ["questions", "openings"] as const) {
  test(`[EE131] from its first element on a page shows the variant that was dealt and never another (${arm})`, async ({
    page,
    context,
  }) => {
    const dealt = async () => {
      const script = await (await page.request.get("/api/bootstrap.js?app=chat")).text();
      return new RegExp(`"${beginning}__1":"(\\w+)"`).exec(script)?.[1];
    };
    // By chance, without opening a page for each.
    for (let visitor = 0; (await dealt()) !== arm; visitor += 1) {
      expect(visitor).toBeLessThan(40);
      await context.clearCookies();
    }
    await page.addInitScript((names) => {
      const seen = new Set<string>();
      Object.assign(window, { seenWays: seen });
      new MutationObserver(() => {
        for (const name of names) if (document.querySelector(`ul[aria-label="${name}"]`)) seen.add(name);
      }).observe(document, { childList: true, subtree: true, attributes: true });
    }, Object.values(ways));
    await page.goto("/chat/");
    await expect(page.getByRole("list", { name: ways[arm] })).toBeVisible();
    await page.waitForTimeout(1_000);
    const seen = await page.evaluate(() => [...(window as unknown as { seenWays: Set<string> }).seenWays]);
    expect(seen).toEqual([ways[arm]]);
  });
}

test("[EE132] an exposure is told once, through reloads, routes of the app and another tab", async ({
  page,
  context,
}) => {
  await page.goto("/studio/");
  await agree(page);
  const dealt = `${panel} ${await shownIn(page)}`;
  await expect.poll(() => exposuresOf(page)).toEqual([dealt]);
  await page.reload();
  await expect(stageOf(page)).toBeVisible();
  await page.goto("/");
  await page.goBack();
  await expect(stageOf(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto("/studio/");
  await expect(stageOf(other)).toBeVisible();
  await other.goto("/chat/");
  const begun = `${beginning} ${await shownIn(other)}`;
  // The newest of all has arrived, so those before it would have.
  await expect.poll(() => exposuresOf(page)).toContain(begun);
  expect([...(await exposuresOf(page))].sort()).toEqual([begun, dealt]);
});

test("[EE132] a tab in the background exposes nobody until it is looked at", async ({ page }) => {
  await page.goto("/");
  await agree(page);
  await page.addInitScript(() => {
    let state = "hidden";
    Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
    Object.assign(window, {
      turnTo(next: string) {
        state = next;
        document.dispatchEvent(new Event("visibilitychange"));
      },
    });
  });
  await page.goto("/studio/");
  await expect(stageOf(page)).toBeVisible();
  await page.waitForTimeout(6_000);
  expect(await exposuresOf(page)).toEqual([]);
  await page.evaluate(() => (window as unknown as { turnTo: (state: string) => void }).turnTo("visible"));
  await expect.poll(() => exposuresOf(page)).toEqual([`${panel} ${await shownIn(page)}`]);
});

test("[EE133] who follows the link of a variant sees it and is counted nowhere, and later in their own", async ({
  page,
}) => {
  await page.goto("/");
  await agree(page);
  for (const [index, variant] of ["below", "beside"].entries()) {
    await page.goto(`/studio/?${panel}=${index}`);
    expect(await shownIn(page)).toBe(variant);
  }
  for (const [index, variant] of ["questions", "openings"].entries()) {
    await page.goto(`/chat/?${beginning}=${index}`);
    expect(await shownIn(page)).toBe(variant);
  }
  await page.waitForTimeout(6_000);
  expect(await exposuresOf(page)).toEqual([]);

  await page.goto("/studio/");
  const own = (await toldTo(page)).sticky[`${panel}__1`];
  expect(await shownIn(page)).toBe(own);
  await expect.poll(() => exposuresOf(page)).toEqual([`${panel} ${own}`]);
});

test("[EE134] a page whose bootstrap fails says so, starts by itself later, in the variant that is dealt", async ({
  page,
}) => {
  const broken: string[] = [];
  page.on("pageerror", ({ message }) => broken.push(message));
  await page.goto("/");
  await agree(page);
  let fails = true;
  await page.route("**/api/bootstrap.js*", (route) => (fails ? route.abort() : route.continue()));
  await page.goto("/studio/");
  await expect(page.getByRole("heading", { name: "The server does not answer" })).toBeVisible();
  await page.waitForTimeout(4_000);
  expect(await exposuresOf(page)).toEqual([]);
  fails = false;
  const shown = await shownIn(page);
  expect(shown).toBe((await toldTo(page)).sticky[`${panel}__1`]);
  await expect.poll(() => exposuresOf(page)).toEqual([`${panel} ${shown}`]);
  expect(broken).toEqual([]);
});

test("[EE135] an untouched SDK of GrowthBook agrees with what the pages of visitors show", async ({
  origin,
  newVisitor,
}) => {
  const sdk = new GrowthBookClient({ apiHost: origin, clientKey: "journeys" });
  expect(await sdk.init({ timeout: 5_000 })).toMatchObject({ success: true, source: "network" });
  const shown = new Set<string>();
  for (let visitor = 0; visitor < 4; visitor += 1) {
    const { page, context } = await newVisitor(visitor % 2 === 0 ? {} : devices["Pixel 7"]);
    for (const [path, feature] of [
      ["/chat/", "chat.beginning"],
      // Below on a phone, whatever was dealt: there is no room beside.
      ...(visitor % 2 === 0 ? [["/studio/", "studio.prompt-panel"] as const] : []),
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      const { visitorId, attributes } = await toldTo(page);
      expect(attributes.device).toBe(visitor % 2 === 0 ? "desktop" : "phone");
      const { value } = sdk.evalFeature(feature, { attributes: { ...attributes, id: visitorId } });
      const seen = await shownIn(page);
      expect(seen).toBe(value);
      shown.add(seen);
    }
    await context.close();
  }
  expect(shown.size).toBeGreaterThan(1);
  sdk.destroy();
});

test.describe("[EE136] both variants of an experiment", () => {
  for (const [path, experiment, feature] of [
    ["/studio/", panel, "studio.prompt-panel"],
    ["/chat/", beginning, "chat.beginning"],
  ] as const) {
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 800 },
    ]) {
      test(`of ${path} have their sentinel at one place, ${viewport.width} wide`, async ({ newVisitor }) => {
        const { page } = await newVisitor({ viewport });
        const places: unknown[] = [];
        for (const index of [0, 1]) {
          await page.goto(`${path}?${experiment}=${index}`);
          const sentinel = page.locator(`[data-exposure="${feature}"]`);
          await expect(sentinel).toHaveCount(1);
          await expect(sentinel).toBeInViewport();
          await page.waitForTimeout(500);
          const { x, y } = (await sentinel.boundingBox()) ?? {};
          places.push([Math.round(x ?? -1), Math.round(y ?? -1)]);
        }
        expect(places[1]).toEqual(places[0]);
      });
    }
  }

  test("can be used: a beginning is written into the field, and a person writes on", async ({ page }) => {
    await page.goto(`/chat/?${beginning}=1`);
    await page.getByRole("button", { name: "Write a short list of …" }).click();
    const field = page.getByRole("textbox", { name: "Message" });
    await expect(field).toBeFocused();
    await page.keyboard.type("rivers in Peru");
    await expect(field).toHaveValue("Write a short list of rivers in Peru");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("article", { name: /^Answer/ })).toContainText(/\w+/);
  });
});
