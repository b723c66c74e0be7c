import type { Page } from "@playwright/test";
import { expect, expectAccessible } from "../journey.ts";
import { shoot } from "./shoot.ts";

const widths = { phone: 390, desktop: 1280 } as const;

/** Phone and desktop, light and dark: nothing keeps anybody out, and nothing scrolls sideways. */
export async function lookFromEverywhere(page: Page, name: string) {
  for (const [device, width] of Object.entries(widths)) {
    await page.setViewportSize({ width, height: 860 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await shoot(page, `${name}-${device}-${colorScheme}`);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
}
