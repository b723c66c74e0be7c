import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../journey.ts";
import { ownerStatePath } from "../stage/stage.ts";
import { invite } from "../steps/invite.ts";
import { shoot } from "../steps/shoot.ts";

test.use({ storageState: ownerStatePath });

const widths = { phone: 390, desktop: 1280 } as const;
const dial = (page: Page, name: string) =>
  page.getByRole("region", { name: "Weather" }).getByRole("radio", { name, exact: true });

test("[EE105] an editor turns the dial, finds it kept after a reload, and turns it back", async ({
  page,
  newVisitor,
}) => {
  const link = await invite(page, "Edda Editor", "edda@example.org", "Editor");
  const edda = await newVisitor({ storageState: { cookies: [], origins: [] } });
  await edda.page.goto(link);
  await edda.page.getByRole("link", { name: "Network" }).click();
  await expect(edda.page.getByRole("heading", { level: 1, name: "Network" })).toBeVisible();
  await expect(dial(edda.page, "Calm")).toBeChecked();
  try {
    await dial(edda.page, "Busy").click();
    await expect(dial(edda.page, "Busy")).toBeChecked();
    await expect(dial(edda.page, "Busy")).toBeEnabled();
    await edda.page.reload();
    await expect(dial(edda.page, "Busy")).toBeChecked();
  } finally {
    // Other journeys share this network.
    await dial(edda.page, "Calm").click();
  }
  await expect(dial(edda.page, "Calm")).toBeEnabled();
  await edda.page.reload();
  await expect(dial(edda.page, "Calm")).toBeChecked();
});

test("[EE106] a viewer sees the dial and cannot turn it", async ({ page, newVisitor }) => {
  const link = await invite(page, "Vito Viewer", "vito@example.org", "Viewer");
  const vito = await newVisitor({ storageState: { cookies: [], origins: [] } });
  await vito.page.goto(link);
  await vito.page.goto("/admin/network");
  for (const name of ["Calm", "Busy", "Stormy"]) await expect(dial(vito.page, name)).toBeDisabled();
  await expect(vito.page.getByText("An editor or an owner can turn it.")).toBeVisible();
  await expect(vito.page.getByRole("list", { name: "Nodes" }).getByRole("listitem").first()).toBeVisible();
});

test("[EE107] the nodes, models and money of the mock are shown, and the ledger's sums hold", async ({ page }) => {
  await page.goto("/admin/network");
  await expect(page.getByText(/mock network/).first()).toBeVisible();
  const nodes = page.getByRole("list", { name: "Nodes" }).getByRole("listitem");
  await expect.poll(() => nodes.count()).toBeGreaterThanOrEqual(12);
  await expect(page.getByRole("list", { name: "Models" }).getByRole("listitem").first()).toBeVisible();
  const identities = page.getByRole("list", { name: "What always holds" }).getByRole("listitem");
  await expect(identities).toHaveCount(3);
  for (const identity of await identities.all())
    await expect(identity.getByText("Holds", { exact: true })).toBeVisible();
});

for (const [device, width] of Object.entries(widths)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`[EE108] the network page keeps nobody out: ${device}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 860 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto("/admin/network");
      await expect(page.getByRole("list", { name: "What always holds" })).toBeVisible();
      await shoot(page, `admin-network-${device}-${colorScheme}`);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}
