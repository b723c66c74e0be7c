import { expect, test } from "../journey.ts";
import { makePicture } from "../steps/studio.ts";

const compared = /The answer that this browser has is the one that was signed/;
const notCompared = /the words themselves were not compared here/;

test("[EE100] whoever made a picture sees its bytes compared; somebody else sees the rest verified, and no words", async ({
  page,
  newVisitor,
}) => {
  await page.goto("/studio/");
  await makePicture(page, "A kettle on a stove");
  const proof = (await page.getByRole("link", { name: /Signed by/ }).getAttribute("href")) ?? "/";
  await page.goto(proof);
  await expect(page.getByText(compared)).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Failed" })).toHaveCount(0);

  const anybody = await newVisitor();
  const asked = anybody.page.waitForRequest((request) => request.url().includes("proof.receipt"));
  await anybody.page.goto(proof);
  await expect(anybody.page.getByText(notCompared)).toBeVisible();
  // Asked once more as the same visitor: a browser lets go of what it has read.
  const answer = await (await anybody.page.request.get((await asked).url())).text();
  expect(answer).toContain(/req_[a-z0-9]{20}/.exec(proof)?.[0] ?? "a request in the address");
  expect(answer).not.toContain("kettle");
  expect(await anybody.page.content()).not.toContain("kettle");
});

test("[EE101] an answer's badge leads to a proof that compares the answer, for its owner only", async ({
  page,
  newVisitor,
}) => {
  await page.goto("/chat/");
  await page.getByRole("textbox", { name: "Message" }).fill("Name three rivers");
  await page.getByRole("button", { name: "Send" }).click();
  const badge = page.getByRole("link", { name: /Signed by/ });
  await expect(badge).toBeVisible({ timeout: 60_000 });
  const proof = (await badge.getAttribute("href")) ?? "/";
  expect(proof).toMatch(/^\/proof\/req_[a-z0-9]{20}#cnv_[a-z0-9]{20}$/);
  await page.goto(proof);
  await expect(page.getByText(compared)).toBeVisible();

  const anybody = await newVisitor();
  await anybody.page.goto(proof);
  await expect(anybody.page.getByText(notCompared)).toBeVisible();
});

test("[EE102] a picture whose bytes were changed fails, and the page says so at its top", async ({ page }) => {
  await page.goto("/studio/");
  await makePicture(page, "A ladder against a wall");
  const proof = (await page.getByRole("link", { name: /Signed by/ }).getAttribute("href")) ?? "/";
  await page.route("**/api/works/images/*.png", async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body.writeUInt8(body.readUInt8(body.length - 20) ^ 1, body.length - 20);
    await route.fulfill({ response, body });
  });
  await page.goto(proof);
  await expect(
    page.getByRole("status").filter({ hasText: "Failed: the hash of the answer is another one" }),
  ).toBeVisible();
});
