import { Hono } from "hono";
import { expect, it } from "vitest";
import { sameOrigin } from "./same-origin.ts";

const app = new Hono();
app.use(sameOrigin("https://flywheel.example"));
app.all("/", (c) => c.text("in"));
const status = async (headers: Record<string, string>, method = "POST") =>
  (await app.request("http://inside:3024/", { method, headers })).status;

it.each([
  ["a page of ours", { "sec-fetch-site": "same-origin" }],
  ["the address bar", { "sec-fetch-site": "none" }],
  ["an older browser on our page", { origin: "https://flywheel.example" }],
  ["the same host under another name", { origin: "http://localhost:3024", host: "localhost:3024" }],
  ["a program", {}],
])("[SV3] lets %s in", async (_who, headers) => {
  expect(await status(headers)).toBe(200);
});

it.each([
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["another subdomain", { "sec-fetch-site": "same-site" }],
  [
    "another site that claims our origin in vain",
    { "sec-fetch-site": "cross-site", origin: "https://flywheel.example" },
  ],
  ["an older browser on another page", { origin: "https://evil.example" }],
  ["a page without an origin", { origin: "null" }],
])("[SV3] keeps %s out, but lets it read", async (_who, headers) => {
  expect(await status(headers)).toBe(403);
  expect(await status(headers, "GET")).toBe(200);
});
