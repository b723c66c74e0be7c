import { createHash } from "node:crypto";
import { expect, test } from "../journey.ts";
import { makePicture, pictureOf } from "../steps/studio.ts";

test("[EE10] a prompt becomes a picture, which is kept and found again after a reload", async ({ page }) => {
  await page.goto("/studio");
  await expect(page).toHaveURL(/\/studio\/$/);
  await page.getByLabel("What should the picture show?").fill("A red lighthouse above a calm sea at dusk");
  await page.getByRole("button", { name: "Make picture" }).click();
  await expect(page.getByRole("progressbar", { name: "Drawing" })).toBeVisible();

  const picture = page.getByRole("img", { name: "A red lighthouse above a calm sea at dusk" }).first();
  await expect(picture).toBeVisible();
  await expect(page.getByRole("button", { name: /^Keep$/ })).toBeEnabled();
  await page.getByRole("button", { name: /^Keep$/ }).click();
  await expect(page.getByRole("button", { name: /^Kept$/ })).toBeVisible();

  await page.reload();
  const kept = page.getByRole("list", { name: "Kept pictures" });
  await kept.getByRole("button", { name: "Open: A red lighthouse above a calm sea at dusk" }).click();
  const detail = page.getByRole("dialog", { name: "Kept picture" });
  await expect(detail.getByRole("img", { name: "A red lighthouse above a calm sea at dusk" })).toBeVisible();
});

test("[EE11] different prompts give different pictures, and each is a picture", async ({ page }) => {
  await page.goto("/studio/");
  const pictures: string[] = [];
  for (const prompt of ["A green forest in the morning", "A city of glass at night"]) {
    const url = await makePicture(page, prompt);
    const response = await page.request.get(url);
    expect(response.headers()["content-type"]).toBe("image/png");
    const bytes = await response.body();
    expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(bytes.length).toBeGreaterThan(5_000);
    pictures.push(createHash("sha256").update(bytes).digest("hex"));
  }
  expect(new Set(pictures).size).toBe(2);
});

test("[EE12] a visitor's pictures are nobody else's", async ({ page, newVisitor }) => {
  await page.goto("/studio/");
  const url = await makePicture(page, "A letter in a drawer");
  expect((await page.request.get(url)).status()).toBe(200);

  const stranger = await newVisitor();
  await stranger.page.goto("/studio/");
  const refused = await stranger.page.request.get(url);
  expect(refused.status()).toBe(404);
  await expect(stranger.page.getByText("Nothing kept yet")).toBeVisible();
  await expect(stranger.page.getByRole("button", { name: "Open: A letter in a drawer" })).toHaveCount(0);
});

test("[EE13] a picture can be proved: its signature holds in the browser of anybody", async ({ page, newVisitor }) => {
  await page.goto("/studio/");
  await makePicture(page, "A bridge in the fog");
  const href = await page.getByRole("link", { name: /Signed by/ }).getAttribute("href");
  expect(href).toMatch(/^\/proof\/req_/);

  const anybody = await newVisitor();
  await anybody.page.goto(href ?? "/");
  await expect(anybody.page.getByText("The signature holds")).toBeVisible();
});

test("[EE14] a picture can be changed: the next one starts from it", async ({ page }) => {
  await page.goto("/studio/");
  const before = await makePicture(page, "A lighthouse on a cliff by day");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByRole("group", { name: "The picture to change" })).toBeVisible();
  await page.getByLabel("What should be different?").fill("At night, with snow");
  await page.getByRole("button", { name: "Make picture" }).click();
  const changed = pictureOf(page, "At night, with snow");
  await expect(changed).toBeVisible();
  expect(await changed.getAttribute("src")).not.toBe(before);
  const sides = await changed.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  expect(sides[0]).toBe(sides[1]);

  await page.getByRole("button", { name: "Start with an empty sheet" }).click();
  await expect(page.getByLabel("What should the picture show?")).toBeVisible();
});
