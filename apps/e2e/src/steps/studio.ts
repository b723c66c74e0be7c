import { expect, type Page } from "@playwright/test";

/** Asks for a picture on the open studio page and waits for it; its address is what the page shows. */
export async function makePicture(page: Page, prompt: string): Promise<string> {
  await page.getByLabel("What should the picture show?").fill(prompt);
  await page.getByRole("button", { name: "Make picture" }).click();
  const picture = pictureOf(page, prompt);
  await expect(picture).toBeVisible();
  await expect(page.getByRole("button", { name: "Make picture" })).toBeVisible();
  return (await picture.getAttribute("src")) ?? "";
}

/** The finished picture, not a preview of it. */
export const pictureOf = (page: Page, prompt: string) =>
  page.locator(`img[alt="${prompt}"][src^="/api/works/images/"]`).first();
