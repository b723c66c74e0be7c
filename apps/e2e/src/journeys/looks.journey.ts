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

for (const [device, width] of Object.entries(widths)) {
  for (const colorScheme of schemes) {
    test.describe(`${device}, ${colorScheme}`, () => {
      for (const { name, path, staff, shows } of looks) {
        test(`[EE70] ${name} keeps nobody out and does not scroll sideways`, async ({ newVisitor }) => {
          const { page } = await newVisitor({
            colorScheme,
            viewport: { width, height: 860 },
            reducedMotion: "reduce",
            ...(staff ? { storageState: ownerStatePath } : {}),
          });
          await page.goto(path);
          await expect(page.getByRole("main").getByText(shows).first()).toBeVisible();
          await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
          await shoot(page, `${name}-${device}-${colorScheme}`);
          await expectAccessible(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        });
      }

      test("[EE70] a finished picture and a conversation keep nobody out", async ({ newVisitor }) => {
        const { page } = await newVisitor({ colorScheme, viewport: { width, height: 860 }, reducedMotion: "reduce" });
        await page.goto("/studio/");
        await makePicture(page, "Two boats on a lake");
        await page.getByRole("button", { name: /^Keep$/ }).click();
        await expect(page.getByRole("list", { name: "Kept pictures" })).toBeVisible();
        await shoot(page, `studio-kept-${device}-${colorScheme}`);
        await expectAccessible(page);

        await page.goto("/chat/");
        await page.getByRole("textbox", { name: "Message" }).fill("Name three rivers and why they matter");
        await page.getByRole("button", { name: "Send" }).click();
        await expect(page.getByRole("link", { name: /Signed by/ })).toBeVisible({ timeout: 60_000 });
        await shoot(page, `chat-answered-${device}-${colorScheme}`);
        await expectAccessible(page);

        await page.goto((await page.getByRole("link", { name: /Signed by/ }).getAttribute("href")) ?? "/");
        await expect(page.getByText("The signature holds")).toBeVisible();
        await shoot(page, `home-proof-${device}-${colorScheme}`);
        await expectAccessible(page);
      });
    });
  }
}
