import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../journey.ts";
import { ownerStatePath } from "../stage/stage.ts";
import { shoot } from "../steps/shoot.ts";
import { makePicture } from "../steps/studio.ts";

const widths = { phone: 390, desktop: 1280 } as const;
const schemes = ["light", "dark"] as const;

type Look = {
  readonly name: string;
  readonly path: string;
  readonly staff?: true;
  /** What is there once the page has loaded. */
  readonly shows: string | RegExp;
};

const looks: readonly Look[] = [
  { name: "home", path: "/", shows: /Small AI apps/ },
  { name: "home-no-page", path: "/nowhere", shows: /no page at this address/ },
  { name: "home-no-proof", path: "/proof/req_00000000000000000000", shows: "There is no receipt at this address" },
  { name: "studio", path: "/studio/", shows: /sentence into a picture/ },
  { name: "chat", path: "/chat/", shows: /like to know/ },
  { name: "admin-sign-in", path: "/admin/", shows: "Sign in" },
  { name: "admin-live", path: "/admin/", staff: true, shows: "Live" },
  { name: "admin-funnel", path: "/admin/funnel", staff: true, shows: "Funnel" },
  { name: "admin-flywheel", path: "/admin/flywheel", staff: true, shows: /As of/ },
  { name: "admin-timing", path: "/admin/timing", staff: true, shows: /As of/ },
  { name: "admin-explore", path: "/admin/explore", staff: true, shows: /As of/ },
  { name: "admin-experiments", path: "/admin/experiments", staff: true, shows: "Experiments" },
  { name: "admin-credits", path: "/admin/credits", staff: true, shows: "Grant credits" },
  { name: "admin-people", path: "/admin/people", staff: true, shows: "People" },
  { name: "admin-health", path: "/admin/health", staff: true, shows: "Health" },
  { name: "admin-account", path: "/admin/account", staff: true, shows: "Account" },
];

for (const { name, path, staff, shows } of looks) {
  test(`[EE70] ${name} keeps nobody out and does not scroll sideways`, async ({ newVisitor }) => {
    test.slow(); // four looks, and the live page may hold hundreds of events
    const { page } = await newVisitor({
      ...{ viewport: { width: widths.phone, height: 860 }, reducedMotion: "reduce" },
      ...(staff ? { storageState: ownerStatePath } : {}),
    });
    await page.goto(path);
    await expect(page.getByRole("main").getByText(shows).first()).toBeVisible();
    await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
    await lookAt(page, name);
  });
}

test("[EE70] a finished picture and a conversation keep nobody out", async ({ newVisitor }) => {
  test.slow(); // three pages, each in four looks
  const { page } = await newVisitor({ viewport: { width: widths.phone, height: 860 }, reducedMotion: "reduce" });
  await page.goto("/studio/");
  await makePicture(page, "Two boats on a lake");
  await page.getByRole("button", { name: /^Keep$/ }).click();
  await expect(page.getByRole("list", { name: "Kept pictures" })).toBeVisible();
  await lookAt(page, "studio-kept");

  await page.goto("/chat/");
  await page.getByRole("textbox", { name: "Message" }).fill("Name three rivers and why they matter");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("link", { name: /Signed by/ })).toBeVisible({ timeout: 60_000 });
  await lookAt(page, "chat-answered");

  await page.goto((await page.getByRole("link", { name: /Signed by/ }).getAttribute("href")) ?? "/");
  await expect(page.getByText("The signature holds")).toBeVisible();
  await lookAt(page, "home-proof");
});

/** A page that stays open is turned and darkened as by its reader, so it is loaded once for all four looks. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const [device, width] of Object.entries(widths)) {
    await page.setViewportSize({ width, height: 860 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
      await shoot(page, `${name}-${device}-${colorScheme}`);
      await expectAccessible(page);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, `${name}, ${device}`).toBeLessThanOrEqual(0);
    }
  }
}
