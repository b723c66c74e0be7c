import type { Page } from "@playwright/test";
import { expect, expectAccessible, test, type Visitor } from "../journey.ts";
import { ownerStatePath } from "../stage/stage.ts";
import { shoot } from "../steps/shoot.ts";
import { makePicture } from "../steps/studio.ts";

type NewVisitor = (options?: { readonly storageState: { cookies: []; origins: [] } }) => Promise<Visitor>;

test.describe("signed in", () => {
  test.use({ storageState: ownerStatePath, permissions: ["clipboard-read", "clipboard-write"] });

  test("[EE140] a question in Explore is handed on by its address, and somebody else sees the same answer", async ({
    page,
    newVisitor,
  }) => {
    test.setTimeout(240_000);
    await keepAPicture(newVisitor);
    await page.goto("/admin/explore");
    await page.getByLabel("Event", { exact: true }).selectOption("output.kept");
    await page.getByLabel("By the", { exact: true }).selectOption("hour");
    const table = page.getByRole("table", { name: "Trend" });
    await expect(async () => {
      await page.getByRole("button", { name: "Ask again" }).click();
      await expect(table).toBeVisible({ timeout: 10_000 });
    }).toPass();

    await page.getByRole("button", { name: "Copy link to this period" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const address = await page.evaluate(() => navigator.clipboard.readText());

    const { page: other } = await newVisitor({ storageState: ownerStatePath });
    await other.goto(address);
    await expect(other.getByLabel("Event", { exact: true })).toHaveValue("output.kept");
    // The address fixes the period, so both ask the same; others may go on keeping pictures, so both ask now.
    await expect(async () => {
      await page.goto(address);
      await other.reload();
      await expect(table).toBeVisible({ timeout: 10_000 });
      await expect(other.getByRole("table", { name: "Trend" })).toBeVisible({ timeout: 10_000 });
      expect(await answerOf(other)).toBe(await answerOf(page));
    }).toPass();
  });

  test("[EE141] Flywheel and Timing of real traffic say what can be said of weeks that are not over", async ({
    page,
    newVisitor,
  }) => {
    test.setTimeout(240_000);
    await keepAPicture(newVisitor);
    await page.goto("/admin/flywheel");
    const panel = page.getByRole("region", { name: "Verdict and layers" });
    await expect(async () => {
      await panel.getByRole("button", { name: "Ask again" }).click();
      await expect(panel.getByText(/of [1-9][\d,]* real visitors? in the range/)).toBeVisible({ timeout: 10_000 });
    }).toPass();
    await expect(panel.getByText("Nothing can be said of the layers yet.")).toBeVisible();
    await expect(page.getByText(/^Not needed: no layer is named/)).toBeVisible();
    await expectAccessible(page);
    await shoot(page, "demand-flywheel");

    await page.getByRole("link", { name: "Timing", exact: true }).click();
    await expect(page.getByText("It cannot be said yet whether the demand is here.")).toBeVisible();
    await expect(page.getByText(/real visitors? in the range/)).toBeVisible();
    await expectAccessible(page);
    await shoot(page, "demand-timing");
  });

  test("[EE144] a funnel of other steps than the journey's is asked in Explore", async ({ page, newVisitor }) => {
    test.setTimeout(240_000);
    await keepAPicture(newVisitor);
    await page.goto("/admin/explore?ask=funnel");
    const steps = page.getByRole("list", { name: "Visitors at each step" }).getByRole("listitem");
    await page.getByRole("button", { name: "Another step" }).click();
    await page.getByLabel("Step 4", { exact: true }).selectOption("proof.shown");
    await expect(page.getByText("Choose another event for one of them")).toHaveCount(0);
    // Its day is not over, so whoever kept the picture is counted apart.
    await expect(async () => {
      await page.getByRole("button", { name: "Ask again" }).click();
      await expect(steps.nth(2)).toContainText(/output\.kept.*[1-9]\d* not over yet/, { timeout: 10_000 });
    }).toPass();
    await expect(steps).toHaveCount(4);
    await page.getByLabel("Step 4", { exact: true }).selectOption("output.kept");
    await expect(page.getByText(/^One event could be step 3 and step 4, but/)).toBeVisible();
    await expect(steps).toHaveCount(0);
    await page.getByRole("button", { name: "Leave out output.kept" }).last().click();
    await expect(steps).toHaveCount(3);
    await expectAccessible(page);
    await shoot(page, "demand-explore-funnel");
  });

  test("[EE142] a question that is left before it is answered is given up", async ({ page }) => {
    await page.goto("/admin/explore");
    await expect(page.getByText(/^As of/)).toBeVisible();

    // The answer is held back, so that it is surely left before it is there.
    await page.route(/\/api\/trpc\/demand\.lifecycle/, () => {});
    const given = page.waitForEvent("requestfailed", (request) => request.url().includes("demand.lifecycle"));
    await page.getByLabel("Question").selectOption("lifecycle");
    await expect(page.getByRole("status").filter({ hasText: "Counting" })).toBeVisible();
    await page.getByRole("link", { name: "Funnel" }).click();
    expect((await given).failure()?.errorText).toBe("net::ERR_ABORTED");
    await expect(page.getByRole("heading", { level: 1, name: "Funnel" })).toBeVisible();
  });
});

/** By a visitor of their own, who has agreed to be counted. */
async function keepAPicture(newVisitor: NewVisitor): Promise<void> {
  const { page } = await newVisitor({ storageState: { cookies: [], origins: [] } });
  await page.goto("/studio/");
  await page.getByRole("region", { name: "Consent" }).getByRole("button", { name: "Yes" }).click();
  await makePicture(page, "A harbour before anybody is up");
  await page.getByRole("button", { name: /^Keep$/ }).click();
  await expect(page.getByRole("list", { name: "Kept pictures" })).toBeVisible();
}

/** The rows of the trend, and what they rest on without the moment in which they were counted. */
async function answerOf(page: Page): Promise<string> {
  const rows = await page.getByRole("table", { name: "Trend" }).innerText();
  const basis = await page.getByText(/^As of/).innerText();
  return `${rows}\n${basis.replace(/^As of [^.]*\. /, "")}`;
}
