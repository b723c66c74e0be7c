import { expect, test } from "../journey.ts";
import { ownerStatePath, readStage } from "../stage/stage.ts";
import { makePicture } from "../steps/studio.ts";

test("[EE60] a one-time link signs in once, and only once", async ({ page, newVisitor }) => {
  await page.goto("/admin/");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.goto(readStage().signInLink);
  await expect(page.getByRole("navigation", { name: "Control room" })).toBeVisible();

  const second = await newVisitor();
  await second.page.goto(readStage().signInLink);
  await expect(second.page.getByRole("alert")).toContainText("no longer works");

  await page.getByRole("link", { name: /Owner/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test.describe("signed in", () => {
  test.use({ storageState: ownerStatePath });

  test("[EE61] what a visitor does arrives live, and is counted by the funnel and the experiment", async ({
    page,
    newVisitor,
  }) => {
    await page.goto("/admin/");
    await expect(page.getByRole("status").filter({ hasText: /^Live$/ })).toBeVisible();

    const { page: studio } = await newVisitor({ storageState: { cookies: [], origins: [] } });
    await studio.goto("/studio/");
    await studio.getByRole("region", { name: "Consent" }).getByRole("button", { name: "Yes" }).click();
    await makePicture(studio, "A wheel that keeps turning");
    await studio.getByRole("button", { name: /^Keep$/ }).click();

    const events = page.getByRole("list", { name: "Events, newest first" });
    for (const name of ["app.opened", "prompt.submitted", "output.kept"]) {
      await expect(events.getByRole("button").filter({ hasText: name }).first()).toBeVisible();
    }
    // No prompt travels: the words are nowhere in what staff can see.
    await expect(page.getByText("keeps turning")).toHaveCount(0);

    await page.getByRole("link", { name: "Funnel" }).click();
    const steps = page.getByRole("list", { name: "Visitors at each step" }).getByRole("listitem");
    await expect(steps).toHaveCount(5);
    await expect(async () => {
      await page.getByRole("button", { name: "Ask again" }).click();
      for (const text of (await steps.allInnerTexts()).slice(0, 4)) expect(countIn(text)).toBeGreaterThan(0);
    }).toPass();

    await page.getByRole("link", { name: "Experiments" }).click();
    await page.getByRole("link", { name: "Studio: where the prompt stands" }).click();
    await expect(
      page
        .getByRole("list", { name: /^Variants of Studio/ })
        .getByRole("listitem")
        .first(),
    ).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("Real visitors exposed").first()).toBeVisible();
      const text = await page.getByRole("list", { name: /^Variants of Studio/ }).innerText();
      const exposed = [...text.matchAll(/Real visitors exposed\s+(\d+)|(\d+)\s+Real visitors exposed/g)];
      expect(exposed.reduce((sum, [, a, b]) => sum + Number(a ?? b), 0)).toBeGreaterThan(0);
    }).toPass();
  });

  test("[EE62] an owner invites somebody, who comes in by their link and sees what their role may see", async ({
    page,
    newVisitor,
  }) => {
    await page.goto("/admin/people");
    await page.getByLabel("Name").fill("Vera Viewer");
    await page.getByLabel("E-mail").fill("vera@example.org");
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByRole("textbox", { name: "Sign-in link for Vera Viewer" }).inputValue();

    const vera = await newVisitor({ storageState: { cookies: [], origins: [] } });
    await vera.page.goto(link);
    await expect(vera.page.getByRole("navigation", { name: "Control room" })).toContainText("Vera Viewer");
    await expect(vera.page.getByRole("link", { name: "People" })).toHaveCount(0);
    await vera.page.goto("/admin/people");
    await expect(vera.page.getByText("This needs the role owner")).toBeVisible();
  });

  test("[EE63] an editor's grant of credits reaches the visitor", async ({ page }) => {
    await page.goto("/studio/");
    // A visitor is met with their first choice, not with their first look.
    await page.getByRole("region", { name: "Consent" }).getByRole("button", { name: "No" }).click();
    await expect(page.getByRole("region", { name: "Consent" })).toBeHidden();
    await page.goto("/admin/credits");
    await page.getByRole("button", { name: "Use this browser" }).click();
    await page.getByLabel("Credits").fill("250");
    await page.getByLabel("Campaign").fill("journey");
    await page.getByRole("button", { name: "Grant" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Granted" })).toContainText("250");
    await page.goto("/studio/");
    await expect(page.getByRole("button", { name: /^550 credits/ })).toBeVisible();
  });
});

/** Those who got there, and those whose time to get further is not over yet: a visitor of today is among the latter. */
function countIn(step: string): number {
  const [, reached = "0", open = "0"] = /^(\d[\d,]*)(?: \+ (\d[\d,]*) not over yet)?$/m.exec(step) ?? [];
  return Number(reached.replaceAll(",", "")) + Number(open.replaceAll(",", ""));
}
