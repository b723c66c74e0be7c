import type { Page } from "@playwright/test";
import { expect, test } from "../journey.ts";
import { chooseModel } from "../steps/choose-model.ts";

/** Its answer takes seconds to write, so that there is something to see, and to stop, before it is whole. */
const longAsk = "Write a long story about a lighthouse and its keeper";
const slowest = "Zenith";

test("[EE20] an answer streams in, and the conversation is found again after a reload", async ({ page }) => {
  await page.goto("/chat");
  await chooseModel(page, slowest);
  await page.getByRole("textbox", { name: "Message" }).fill(longAsk);
  await page.getByRole("button", { name: "Send" }).click();

  const answer = page.getByRole("article", { name: /^Answer/ });
  await expect(page.getByRole("button", { name: "Stop the answer" })).toBeVisible();
  // Streaming: some words are there before all are.
  await expect(answer).toContainText(/\w+ \w+/);
  const early = (await answer.innerText()).length;
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible({ timeout: 60_000 });
  expect((await answer.innerText()).length).toBeGreaterThan(early);
  await expect(answer.getByRole("link", { name: /Signed by/ })).toBeVisible();

  await expect(page).toHaveURL(/\/chat\/cnv_[a-z0-9]{20}$/);
  const sentence = (await answer.innerText()).split("\n").find((line) => line.length > 40);
  await page.reload();
  await expect(page.getByText(longAsk).last()).toBeVisible();
  await expect(page.getByRole("article", { name: /^Answer/ })).toContainText(sentence ?? "an answer of one sentence");
});

test("[EE21] an answer can be stopped; what was written stays, and so it is after a reload", async ({ page }) => {
  // On a busy machine an answer may be whole before the button is pressed; only then another is asked for.
  for (let tries = 1; !(await askAndStop(page)); tries += 1)
    expect(tries, "answers that were whole too soon").toBeLessThan(3);

  await page.getByRole("button", { name: "Answer again" }).click();
  await expect(page.getByRole("article", { name: /^Answer/ }).getByRole("link", { name: /Signed by/ })).toBeVisible({
    timeout: 60_000,
  });
});

test("[EE22] a conversation is named, found in the list and deleted, and is nobody else's", async ({
  page,
  newVisitor,
}) => {
  await page.goto("/chat/");
  await page.getByRole("textbox", { name: "Message" }).fill("Name three rivers");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible({ timeout: 60_000 });
  const address = page.url();
  const conversations = page.getByRole("complementary", { name: "Your conversations" });
  await expect(conversations.getByRole("link", { name: /rivers/ })).toBeVisible();

  const stranger = await newVisitor();
  await stranger.page.goto(address);
  await expect(stranger.page.getByText("This conversation is not here")).toBeVisible();

  await conversations.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(conversations.getByText("No conversations yet")).toBeVisible();
});

/**
 * Stops an answer once there are words of it, and loads the page again. False if it was whole by then: on the page, or
 * only on the server, whose word counts after the reload. Anything else than stopped or whole is a failure.
 */
async function askAndStop(page: Page): Promise<boolean> {
  await page.goto("/chat/");
  await chooseModel(page, slowest);
  await page.getByRole("textbox", { name: "Message" }).fill(longAsk);
  await page.keyboard.press("Enter");
  const answer = page.getByRole("article", { name: /^Answer/ });
  await expect(answer).toContainText(/\w+ \w+ \w+/);
  await page.getByRole("button", { name: "Stop the answer" }).click();
  const stopped = answer.getByText("Stopped here. Only what was written is charged.");
  const signed = answer.getByRole("link", { name: /Signed by/ });
  await expect(stopped.or(signed).first()).toBeVisible();
  if (!(await stopped.isVisible())) return false;
  await page.reload();
  await expect(stopped.or(signed).first()).toBeVisible({ timeout: 45_000 });
  return stopped.isVisible();
}
