import { join } from "node:path";
import type { Page } from "@playwright/test";
import { results } from "../stage/stage.ts";

const tallest = 3_000;

/** The whole page as one would see it in a window that is tall enough: what sticks to an edge sticks there once. */
export async function shoot(page: Page, name: string): Promise<void> {
  const window = page.viewportSize();
  if (!window) throw new Error("a page without a window cannot be shot");
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: window.width, height: Math.min(Math.max(height, window.height), tallest) });
  await page.screenshot({ path: join(results, "screens", `${name}.png`) });
  await page.setViewportSize(window);
}
