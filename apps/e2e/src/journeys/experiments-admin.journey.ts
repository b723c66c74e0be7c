import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../journey.ts";
import { ownerStatePath } from "../stage/stage.ts";
import { invite } from "../steps/invite.ts";
import { shoot } from "../steps/shoot.ts";

const widths = { phone: 390, desktop: 1280 } as const;
const nobody = { storageState: { cookies: [], origins: [] } };
const dayMs = 86_400_000;
const main = (page: Page) => page.getByRole("main");
const press = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true }).click();
const part = (page: Page, name: string) => page.getByRole("region", { name });

/** A step that is asked about before it is done. */
async function step(page: Page, name: string, because?: string): Promise<void> {
  await press(page, name);
  const dialog = page.getByRole("dialog");
  if (because !== undefined) await dialog.getByLabel("Why").fill(because);
  await dialog.getByRole("button", { name, exact: true }).click();
}

/** Until the server takes what visitors did into account. */
async function startOnceThereIsTraffic(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    await expect(dialog).toBeHidden({ timeout: 4_000 });
  }).toPass({ timeout: 60_000 });
}

async function visitTheStudio({ page }: { readonly page: Page }): Promise<void> {
  await page.goto("/studio/");
  await page.getByRole("region", { name: "Consent" }).getByRole("button", { name: "Yes" }).click();
  await page.waitForTimeout(1_000);
}

test.describe("signed in", () => {
  test.use({ storageState: ownerStatePath });

  test("[EE120] [EE121] [EE122] [EE123] [EE124] [EE125] [EE126] [EE127] an experiment is written down, steered and decided", async ({
    page: owner,
    newVisitor,
  }) => {
    test.setTimeout(360_000);
    const editorLink = await invite(owner, "Erik Editor", "erik@example.org", "Editor");
    const viewerLink = await invite(owner, "Vilma Viewer", "vilma@example.org", "Viewer");
    const { page } = await newVisitor(nobody);
    await page.goto(editorLink);
    await page.getByRole("link", { name: "Experiments" }).click();

    await test.step("it is written down, and each gap is said at its field", async () => {
      await main(page).getByRole("link", { name: "New experiment" }).click();
      await press(page, "Save as a draft");
      await expect(part(page, "1. What").getByText("Fill this in.")).toHaveCount(2);
      await part(page, "1. What").getByLabel("Name", { exact: true }).fill("Journey: warmer words");
      await expect(part(page, "1. What").getByLabel("Key")).toHaveValue("journey-warmer-words");
      await part(page, "1. What").getByLabel("Hypothesis").fill("With warmer words more visitors keep a picture.");
      await part(page, "1. What").getByLabel("Feature").fill("studio.warm-words");
      const coverage = part(page, "3. Who").getByLabel("Coverage, in %");
      await coverage.fill("");
      await press(page, "Save as a draft");
      await expect(part(page, "3. Who").getByText("Fill in a number.")).toBeVisible();
      await expect(coverage).toHaveValue("");
      await coverage.fill("80");
      // No journey lasts long enough for a visitor to return.
      await part(page, "3. Who").getByLabel("Tenure").selectOption({ label: "Returning visitors" });
      await press(page, "What can today's traffic find?");
      await expect(part(page, "6. Plan").getByText(/visitors of the last 28 days/)).toBeVisible();
      await part(page, "6. Plan").getByLabel("Planned visitors").fill("1000");
      await part(page, "6. Plan").getByLabel("Planned days").fill("14");
      await part(page, "6. Plan").getByLabel("Effect to find, in %").fill("12.5");
      await press(page, "Save as a draft");
      await expect(page.getByRole("heading", { level: 1, name: "Journey: warmer words" })).toBeVisible();
    });

    await test.step("a start without traffic is refused with what to do", async () => {
      await step(page, "Ask for review");
      await step(page, "Approve");
      await step(page, "Start");
      await expect(page.getByRole("dialog")).toContainText("widen its targeting or bring visitors first");
      await page.getByRole("dialog").getByRole("button", { name: "Leave it" }).click();
      await main(page).getByRole("link", { name: "Edit", exact: true }).click();
      await part(page, "3. Who").getByLabel("Tenure").selectOption({ label: "New and returning" });
      await press(page, "Save");
      await expect(page.getByRole("heading", { level: 1, name: "Journey: warmer words" })).toBeVisible();
    });

    await test.step("it starts once visitors came", async () => {
      await visitTheStudio(await newVisitor(nobody));
      await step(page, "Ask for review");
      await step(page, "Approve");
      await press(page, "Start");
      await startOnceThereIsTraffic(page);
      await expect(main(page).getByText("Running", { exact: true })).toBeVisible();
    });

    await test.step("it is paused and resumed", async () => {
      await step(page, "Pause");
      await expect(main(page).getByText("Paused", { exact: true }).first()).toBeVisible();
      await step(page, "Resume");
      await expect(main(page).getByText("Running", { exact: true })).toBeVisible();
    });

    await test.step("an edit that would move visitors is refused, and the new phase is taken", async () => {
      await main(page).getByRole("link", { name: "Edit", exact: true }).click();
      await part(page, "3. Who").getByLabel("Coverage, in %").fill("50");
      await press(page, "Save");
      await expect(main(page).getByText(/would move visitors who are inside/)).toBeVisible();
      const offered = part(page, "Start a new phase with this");
      await offered.getByLabel("Why").fill("half of the traffic is enough");
      await press(page, "Start a new phase");
      await expect(page.getByRole("heading", { level: 1, name: "Journey: warmer words" })).toBeVisible();
      await expect(part(page, "History").getByText("New phase started")).toBeVisible();
    });

    await test.step("it is stopped; shipping is too early, and staying is kept with its reason", async () => {
      await step(page, "Stop", "the journey ends");
      const decide = part(page, "Decide");
      await decide.getByLabel("Reason").fill("nobody needs warmer words");
      await press(page, "Ship it");
      await expect(decide.getByText(/no decision before 7/)).toBeVisible();
      await decide.getByText("Stay with control", { exact: true }).first().click();
      await decide.getByRole("button", { name: "Stay with control" }).click();
      await expect(part(page, "Decided: stay with").getByText("nobody needs warmer words")).toBeVisible();
    });

    await test.step("the history names who did what", async () => {
      const history = part(page, "History");
      for (const done of ["Created", "Approved", "Started", "Paused", "Resumed", "Stopped", "Decided"]) {
        await expect(history.getByText(done, { exact: true }).first()).toBeVisible();
      }
      await expect(history.getByText("half of the traffic is enough")).toBeVisible();
    });

    await test.step("a viewer sees it all, has no button, and the API refuses them", async () => {
      const { page: vilma } = await newVisitor(nobody);
      await vilma.goto(viewerLink);
      await vilma.goto("/admin/experiments/journey-warmer-words");
      await expect(main(vilma).getByText(/Editors and owners act on it/)).toBeVisible();
      await expect(vilma.getByRole("group", { name: "What can be done" })).toHaveCount(0);
      expect(await codeFor(vilma, "archive")).toBe("FORBIDDEN");
      await vilma.goto("/admin/experiments/new");
      await expect(vilma.getByText("This needs the role editor")).toBeVisible();
      await expect(vilma.getByRole("button", { name: "Save as a draft" })).toHaveCount(0);
    });

    await test.step("a month later it is in the list to clean up", async () => {
      await page.clock.setFixedTime(Date.now() + 31 * dayMs);
      await page.goto("/admin/experiments");
      await expect(part(page, "To clean up").getByText("Journey: warmer words")).toBeVisible();
    });
  });

  for (const [device, width] of Object.entries(widths)) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`[EE128] the form keeps nobody out: ${device}, ${colorScheme}`, async ({ page }) => {
        await page.setViewportSize({ width, height: 860 });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto("/admin/experiments/new");
        await press(page, "Save as a draft");
        await expect(page.getByText(/above must be mended first/)).toBeVisible();
        await part(page, "5. When").getByRole("button", { name: "Add a step that widens it" }).click();
        await shoot(page, `admin-experiment-new-${device}-${colorScheme}`);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    }
  }
});

/** What the API says to somebody who is signed in and asks it without a button. */
async function codeFor(page: Page, action: string): Promise<unknown> {
  return page.evaluate(async (path) => {
    const body = JSON.stringify({ key: "journey-warmer-words", revision: 1 });
    const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body });
    return (await response.json()).error.data.code;
  }, `/api/trpc/experiments.${action}`);
}
