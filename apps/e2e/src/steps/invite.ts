import type { Page } from "@playwright/test";

/** A link that signs somebody in, made by the owner whose page this is. */
export async function invite(page: Page, name: string, email: string, role: "Editor" | "Viewer"): Promise<string> {
  await page.goto("/admin/people");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("combobox", { name: "Role", exact: true }).selectOption({ label: role });
  await page.getByRole("button", { name: "Make a link" }).click();
  return page.getByRole("textbox", { name: `Sign-in link for ${name}` }).inputValue();
}
