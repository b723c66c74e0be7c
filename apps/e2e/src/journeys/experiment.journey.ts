import type { Page } from "@playwright/test";
import { expect, test } from "../journey.ts";

const boxes = async (page: Page) => ({
  prompt: await page.getByRole("form", { name: "New picture" }).boundingBox(),
  stage: await page.getByText("Your picture appears here").boundingBox(),
});

test("[EE40] the link of the first variant puts the prompt below the picture", async ({ page }) => {
  await page.goto("/studio/?studio-prompt-panel=0");
  await expect(page.getByText("Your picture appears here")).toBeVisible();
  const { prompt, stage } = await boxes(page);
  expect(prompt?.y).toBeGreaterThan(stage?.y ?? Number.POSITIVE_INFINITY);
});

test("[EE40] the link of the second variant puts the prompt beside the picture", async ({ page }) => {
  await page.goto("/studio/?studio-prompt-panel=1");
  await expect(page.getByText("Your picture appears here")).toBeVisible();
  const { prompt, stage } = await boxes(page);
  expect((prompt?.x ?? 0) + (prompt?.width ?? 0)).toBeLessThanOrEqual(stage?.x ?? 0);
});

test("[EE41] without a link a visitor keeps the variant that they got", async ({ page }) => {
  const seen: boolean[] = [];
  for (let visit = 0; visit < 3; visit += 1) {
    await page.goto("/studio/");
    await expect(page.getByText("Your picture appears here")).toBeVisible();
    const { prompt, stage } = await boxes(page);
    seen.push((prompt?.y ?? 0) > (stage?.y ?? 0));
  }
  expect(new Set(seen).size).toBe(1);
});
