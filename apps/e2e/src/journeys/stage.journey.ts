import { expect, expectAccessible, test } from "../journey.ts";

test("[EE3] a page that keeps somebody out is found out", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("main")).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => {
    document.querySelector("main")?.insertAdjacentHTML("beforeend", '<button></button><img src="/favicon.svg">');
  });
  await expect(expectAccessible(page)).rejects.toThrow(/button-name[\s\S]*image-alt/);
});
