import type { Page } from "@playwright/test";
import { expect, test } from "../journey.ts";
import { ownerStatePath } from "../stage/stage.ts";
import { bring, eventOf } from "../steps/brought-events.ts";
import { lookFromEverywhere } from "../steps/look-from-everywhere.ts";

// Four looks at a page and a journey beside them take their time.
test.describe.configure({ timeout: 180_000 });

const prompt = "A lighthouse that nobody should read of";

/** A visitor who agreed, and brings these. */
async function agreeAndBring(page: Page, ...events: readonly unknown[]) {
  await page.goto("/");
  await page.getByRole("region", { name: "Consent" }).getByRole("button", { name: "Yes" }).click();
  await expect(page.getByRole("region", { name: "Consent" })).toBeHidden();
  await bring(page, events);
}

const turnedAway = (page: Page) => page.getByRole("region", { name: "Events turned away" });

/** Opens one kind of what was turned away; the page asks again by itself until it is there. */
async function openKind(page: Page, name: RegExp) {
  await page.goto("/admin/health");
  await turnedAway(page).getByRole("button", { name }).click({ timeout: 45_000 });
  await expect(page.getByRole("list", { name: "What is kept, newest first" })).toBeVisible();
}

const missing = (code: string) => eventOf("search.missed", { searched: "songs", queryLength: prompt, results: code });

test.describe("the health page", () => {
  test.use({ storageState: ownerStatePath });

  test("[EE90] shows what was turned away without its words, takes it in after all, or dismisses it", async ({
    page,
    newVisitor,
  }) => {
    const visitor = await newVisitor({ storageState: { cookies: [], origins: [] } });
    const mendable = eventOf("variant.failed", { experiment: "a", variant: "b", build: prompt });
    await agreeAndBring(visitor.page, mendable, eventOf("app.opened", { prompt, [prompt]: 1 }));

    await openKind(page, /variant\.failed/);
    const panel = turnedAway(page);
    await expect(panel.getByText(`withheld: ${prompt.length} characters`)).toBeVisible();
    await panel.getByRole("button", { name: "Take in again" }).click();
    await expect(panel.getByRole("status")).toHaveText("1 taken in.");
    await expect(panel.getByRole("button", { name: /variant\.failed/ })).toHaveCount(0);

    await panel.getByRole("button", { name: /app\.opened/ }).click();
    await expect(panel.getByText("withheld: 1 name")).toBeVisible();
    await panel.getByRole("button", { name: "Take in again" }).click();
    await expect(panel.getByRole("status")).toContainText("1 still refused");
    await expect(page.getByText("lighthouse")).toHaveCount(0);

    await panel.getByRole("button", { name: "Dismiss" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Dismiss" }).click();
    await expect(panel.getByRole("status")).toHaveText("1 dismissed.");
    await expect(panel.getByRole("button", { name: /app\.opened/ })).toHaveCount(0);

    await page.goto("/admin/?name=variant.failed");
    const events = page.getByRole("list", { name: "Events, newest first" });
    await expect(events.getByRole("button").filter({ hasText: "variant.failed" }).first()).toBeVisible();
  });

  test("[EE91] lets a viewer look and change nothing", async ({ page, newVisitor }) => {
    const visitor = await newVisitor({ storageState: { cookies: [], origins: [] } });
    await agreeAndBring(visitor.page, missing("none"));
    await page.goto("/admin/people");
    await page.getByLabel("Name").fill("Lou Looker");
    await page.getByLabel("E-mail").fill("lou@example.org");
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByRole("textbox", { name: "Sign-in link for Lou Looker" }).inputValue();

    const lou = await newVisitor({ storageState: { cookies: [], origins: [] } });
    await lou.page.goto(link);
    await openKind(lou.page, /does not allow.*search\.missed/);
    for (const name of ["Take in again", "Dismiss"]) {
      await expect(turnedAway(lou.page).getByRole("button", { name })).toBeDisabled();
    }
    await expect(lou.page.getByText("An editor can take them in again or dismiss them.")).toBeVisible();
  });
});

test("[EE93] what was turned away keeps nobody out, once it is opened", async ({ page, newVisitor }) => {
  const leaky = { ...missing("many"), prompt, [prompt]: 1 };
  await agreeAndBring(page, missing("few"), leaky, eventOf("app.melted", { heat: 7 }));
  const owner = await newVisitor({ storageState: ownerStatePath });
  await openKind(owner.page, /field that the catalogue does not name.*search\.missed/);
  await lookFromEverywhere(owner.page, "admin-turned-away");
});
