import { expect, test } from "../journey.ts";
import { watchEvents } from "../steps/telemetry.ts";

test("[EE30] before an answer nothing is sent; a yes sends what the page remembers, a no later ends it", async ({
  page,
}) => {
  const sent = watchEvents(page);
  await page.goto("/");
  const banner = page.getByRole("region", { name: "Consent" });
  await expect(banner).toBeVisible();
  await page.waitForTimeout(6_000);
  expect(sent()).toEqual([]);

  await banner.getByRole("button", { name: "Yes" }).click();
  await expect(banner).toBeHidden();
  await expect.poll(sent).toContain("app.opened");

  await page.reload();
  await expect(page.getByText("You said yes")).toBeVisible();
  await page.getByRole("button", { name: "Do not measure" }).click();
  await expect(page.getByText("You said no")).toBeVisible();
  const before = sent().length;
  await page.goto("/studio/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForTimeout(6_000);
  expect(sent().length).toBe(before);
});

test("[EE31] a no is remembered, is not asked about again, and the product works all the same", async ({ page }) => {
  const sent = watchEvents(page);
  await page.goto("/studio/");
  await page.getByRole("region", { name: "Consent" }).getByRole("button", { name: "No" }).click();
  await expect(page.getByRole("region", { name: "Consent" })).toBeHidden();
  await page.goto("/chat/");
  await page.getByRole("textbox", { name: "Message" }).fill("Hello");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("article", { name: /^Answer/ })).toContainText(/\w+/);
  await expect(page.getByRole("region", { name: "Consent" })).toBeHidden();
  await page.goto("/");
  await page.waitForTimeout(6_000);
  expect(sent()).toEqual([]);
});

test("[EE32] where the browser sends Global Privacy Control, nothing is asked and nothing is sent", async ({
  newVisitor,
}) => {
  const { page } = await newVisitor({ extraHTTPHeaders: { "sec-gpc": "1" } });
  const sent = watchEvents(page);
  await page.goto("/");
  await expect(page.getByText("Your browser sends a privacy signal")).toBeVisible();
  await expect(page.getByRole("region", { name: "Consent" })).toHaveCount(0);
  await page.waitForTimeout(6_000);
  expect(sent()).toEqual([]);
});

test("[EE33] a visitor takes their data along, and erases it", async ({ page }) => {
  await page.goto("/chat/");
  await page.getByRole("textbox", { name: "Message" }).fill("A sentence that only I know");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Privacy" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export my data" }).click();
  const exported = await (await download).createReadStream();
  let text = "";
  for await (const part of exported) text += String(part);
  expect(text).toContain("A sentence that only I know");

  await page.getByRole("button", { name: "Erase everything" }).click();
  await page
    .getByRole("dialog", { name: "Erase everything?" })
    .getByRole("button", { name: "Erase everything" })
    .click();
  await expect(page.getByRole("dialog", { name: "Erase everything?" })).toBeHidden();
  await page.goto("/chat/");
  await expect(page.getByText("No conversations yet").first()).toBeVisible();
});
