import { expect, expectAccessible, test } from "../journey.ts";
import { ownerStatePath, simulatorKey } from "../stage/stage.ts";
import { bring, eventOf } from "../steps/brought-events.ts";
import { lookFromEverywhere } from "../steps/look-from-everywhere.ts";
import { shoot } from "../steps/shoot.ts";
import { simulate } from "../steps/simulate.ts";

// One after the other: whatever is simulated is counted, and removed, for everybody.
test.describe.configure({ mode: "serial", timeout: 240_000 });
test.use({ storageState: ownerStatePath });

test("[EE92] simulated events are counted, and removed after a question", async ({ page }) => {
  const somebody = { visitorId: "vis_simulated00000000000" };
  const events = Array.from({ length: 3 }, () => eventOf("app.opened", {}, somebody));
  await bring(page, events, { "x-flywheel-write-key": simulatorKey });

  await page.goto("/admin/?traffic=simulated");
  await expect(page.getByText(/^3 simulated beside [\d,]+ real/)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("list", { name: "Events, newest first" }).getByRole("listitem")).toHaveCount(3);
  await lookFromEverywhere(page, "admin-simulated");
  await page.getByRole("button", { name: "Remove simulated events" }).click();
  await expect(page.getByRole("dialog")).toContainText("Remove 3 simulated events?");
  await shoot(page, "admin-simulated-question");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("3 simulated events are gone.")).toBeVisible();
  await expect(page.getByText("No simulated events yet")).toBeVisible();
});

test("[EE143] twelve simulated weeks are read in Flywheel and Timing, with a group in full and a what-if", async ({
  page,
}) => {
  const { accepted } = await simulate({ visitors: 200, days: 84, seed: 5 });
  expect(accepted).toBeGreaterThan(10_000);

  await page.goto("/admin/flywheel?traffic=simulated&by=app");
  const verdict = page.getByRole("region", { name: "Verdict and layers" });
  const supplied = page.getByRole("region", { name: "Supplied and pulled" });
  await expect(async () => {
    await verdict.getByRole("button", { name: "Ask again" }).click();
    await expect(verdict.getByText(/of 2\d\d simulated visitors/)).toBeVisible({ timeout: 10_000 });
  }).toPass();
  await expect(verdict.getByText(/hold(s)? demand back \(|^Undecided between|^None stands out/).first()).toBeVisible();
  await expect(verdict.getByRole("region", { name: "Nine layers" }).getByRole("listitem")).toHaveCount(9);
  const lost = verdict.getByRole("table", { name: "Lost demand by layer and cause" });
  await expect(lost.getByRole("rowheader", { name: "Users" })).toBeVisible();

  await expect(supplied.getByRole("table", { name: "Layers by group" })).toBeVisible();
  await supplied.getByLabel("One group in full").selectOption("chat");
  await expect(supplied.getByRole("table", { name: /^Supplied and pulled by layer: / })).toBeVisible();
  await expect(page).toHaveURL(/group=chat/);

  const whatIf = page.getByRole("region", { name: "What if", exact: true });
  await whatIf.getByLabel("Would pass, in per cent").fill("90");
  await whatIf.getByRole("button", { name: "Tell what it would bring" }).click();
  await expect(page.getByText(/^Users passes [\d,]+ of [\d,]+ visitor-weeks/)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "simulated-flywheel");

  await page.getByRole("link", { name: /^Timing, asked of the same/ }).click();
  await expect(page.getByText(/of [\d,]+ simulated visitors/).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Signals" }).getByRole("row")).not.toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, "simulated-timing");

  await page.goto("/admin/?traffic=simulated");
  await page.getByRole("button", { name: "Remove simulated events" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No simulated events yet")).toBeVisible({ timeout: 60_000 });
});
