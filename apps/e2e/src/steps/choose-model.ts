import type { Page } from "@playwright/test";

/** By its name, in the studio and in the chat. */
export async function chooseModel(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Model" }).click();
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
}
