import { expect, test } from "../journey.ts";
import { chooseModel } from "../steps/choose-model.ts";
import { pictureOf } from "../steps/studio.ts";

test("[EE50] credits run out, the mock checkout says what it is, and the same ask goes on", async ({ page }) => {
  await page.goto("/studio/");
  const checkout = page.getByRole("dialog", { name: "Buy credits" });
  await chooseModel(page, "Impasto XL"); // the dearest: the fewest pictures until nothing is left
  // The free allowance is a few pictures: how many depends on the model that is offered first.
  for (let asked = 0; asked < 30 && !(await checkout.isVisible()); asked += 1) {
    await page.getByLabel("What should the picture show?").fill(`Coins in fountain ${asked}`);
    await page.getByRole("button", { name: "Make picture" }).click();
    await expect(pictureOf(page, `Coins in fountain ${asked}`).or(checkout).first()).toBeVisible();
  }
  await expect(checkout).toContainText("You have too few credits left");
  await checkout
    .getByRole("button", { name: /credits, \$/ })
    .first()
    .click();
  await expect(checkout).toContainText("This is a mock checkout. No money moves.");
  await checkout.getByRole("button", { name: "Confirm mock payment" }).click();
  const paid = page.getByRole("dialog", { name: "Credits added" });
  await expect(paid.getByRole("status")).toContainText("were added");
  await paid.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: /^Keep$/ })).toBeVisible();
});

test("[EE51] clearing the cookies brings a new visitor, not new free credits", async ({ page, context }) => {
  await page.goto("/studio/");
  await page.getByLabel("What should the picture show?").fill("A first picture");
  await page.getByRole("button", { name: "Make picture" }).click();
  await expect(page.getByRole("button", { name: /^Keep$/ })).toBeVisible();

  await context.clearCookies();
  await page.reload();
  await expect(page.getByText("Nothing kept yet")).toBeVisible();
  await page.getByLabel("What should the picture show?").fill("A second picture");
  await page.getByRole("button", { name: "Make picture" }).click();
  await expect(page.getByRole("dialog", { name: "Buy credits" })).toContainText("You have too few credits left");
});
