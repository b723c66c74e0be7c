import type { Page } from "@playwright/test";
import { expect, test } from "../journey.ts";
import { watchEvents } from "../steps/telemetry.ts";
import { agree, countOf, keptIn, recordedOf } from "../steps/visitor-data.ts";

// Photographs of every step would cost more than the steps.
test.use({ trace: "off" });

const promptOf = (page: Page) => page.getByLabel("What should the picture show?");
/** Ends a page without a last word: what a page sends while it is closed gets through whatever the emulation of being offline says. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent("crash");
  const session = await page.context().newCDPSession(page);
  void session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
}
const intake = "**/api/trpc/telemetry.record*";

test("[EE83] of 200 navigations away right after an event, none loses it", async ({ page }) => {
  test.setTimeout(360_000);
  const times = 200;
  await page.goto("/");
  await agree(page);
  await expect.poll(() => countOf(page, "app.opened")).toBe(1);

  // An app records that it has opened, and then draws: at its first stroke the page is left for the next app.
  await page.addInitScript((count) => {
    const done = Number(sessionStorage.getItem("journeys.done") ?? 0);
    if (done === count) return;
    new MutationObserver((_, observer) => {
      if (!document.getElementById("root")?.hasChildNodes()) return;
      observer.disconnect();
      sessionStorage.setItem("journeys.done", String(done + 1));
      location.assign(`${["/", "/studio/", "/chat/"][done % 3]}?visit=${done + 1}`);
    }).observe(document, { childList: true, subtree: true });
  }, times);
  await page.goto("/?visit=0");
  await page.waitForURL(`**/?visit=${times}`, { timeout: 270_000 });

  await expect.poll(() => countOf(page, "app.opened"), { timeout: 30_000 }).toBe(1 + times + 1);
  await expect.poll(() => keptIn(page), { timeout: 30_000 }).toEqual({ events: 0, lost: 0 });
  const recorded = await recordedOf(page);
  expect(recorded.filter(({ name }) => name === "app.opened")).toHaveLength(1 + times + 1);
  expect(new Set(recorded.map(({ id }) => id)).size).toBe(recorded.length);
});

test("[EE84] what was recorded offline arrives after the page was closed and another was opened", async ({
  page,
  context,
}) => {
  await page.goto("/studio/");
  await agree(page);
  await expect.poll(() => countOf(page, "app.opened")).toBe(1);
  await context.setOffline(true);
  await promptOf(page).fill("A boat");
  await expect.poll(() => keptIn(page)).toMatchObject({ events: 1 });
  await page.close();
  await context.setOffline(false);

  const later = await context.newPage();
  await later.goto("/chat/");
  expect(await countOf(later, "prompt.started")).toBe(0);
  await expect.poll(() => countOf(later, "prompt.started"), { timeout: 30_000 }).toBe(1);
  await expect.poll(() => keptIn(later)).toEqual({ events: 0, lost: 0 });
});

test("[EE85] back online, a page sends what it recorded at once", async ({ page, context }) => {
  await page.goto("/studio/");
  await agree(page);
  await expect.poll(() => countOf(page, "app.opened")).toBe(1);
  await context.setOffline(true);
  await promptOf(page).fill("A boat");
  await page.waitForTimeout(4_000);
  await context.setOffline(false);
  await expect.poll(() => countOf(page, "prompt.started"), { timeout: 3_000 }).toBe(1);
});

test("[EE86] a page that comes back out of the back/forward cache records on", async ({
  playwright,
  launchOptions,
  origin,
  extraHTTPHeaders,
}) => {
  // The cache is off in tests unless one asks for it.
  const ignoreDefaultArgs = ["--disable-back-forward-cache"];
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs });
  const page = await browser.newPage({ baseURL: origin, extraHTTPHeaders: extraHTTPHeaders ?? {} });
  await page.goto("/studio/");
  await agree(page);
  await expect.poll(() => countOf(page, "app.opened")).toBe(1);
  await page.evaluate(() => {
    addEventListener("pageshow", ({ persisted }) => document.body.setAttribute("data-came-back", String(persisted)));
  });
  await page.evaluate(() => location.assign("/chat/"));
  await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible();
  await expect.poll(() => countOf(page, "app.opened")).toBe(2);

  await page.goBack({ waitUntil: "commit" });
  await expect(page.locator("body")).toHaveAttribute("data-came-back", "true");
  await promptOf(page).fill("A boat");
  await expect.poll(() => countOf(page, "prompt.started")).toBe(1);
  expect(await countOf(page, "app.opened")).toBe(2);
  await browser.close();
});

test("[EE87] a no clears what earlier pages could not send", async ({ page, context }) => {
  await page.goto("/studio/");
  expect(await keptIn(page)).toBeNull();
  await agree(page);
  await expect.poll(() => countOf(page, "app.opened")).toBe(1);
  await context.setOffline(true);
  await promptOf(page).fill("A boat");
  await expect.poll(() => keptIn(page)).toMatchObject({ events: 1 });
  await crash(page);

  // However long this takes here: what the later page takes over does not get through.
  await context.route(intake, (route) => route.abort());
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto("/");
  expect((await keptIn(later))?.events).toBeGreaterThan(0);
  await later.getByRole("button", { name: "Do not measure" }).click();
  await expect(later.getByText("You said no")).toBeVisible();
  await expect.poll(() => keptIn(later)).toEqual({ events: 0, lost: 0 });

  await context.unroute(intake);
  const sent = watchEvents(later);
  await later.goto("/studio/");
  await promptOf(later).fill("A second boat");
  await later.waitForTimeout(3_000);
  expect(sent()).toEqual([]);
  expect(await countOf(later, "prompt.started")).toBe(0);
  expect(await keptIn(later)).toEqual({ events: 0, lost: 0 });
});
