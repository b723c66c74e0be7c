import { fromBase64 } from "@flywheel/receipts";
import OpenAI, { toFile } from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../gateway.ts";
import { paint } from "../painting/paint.ts";
import type { ImageAsk, Network } from "../port.ts";
import { bytes, openNetwork } from "../testing/open-network.ts";

const model = "saltbox/papercut";
const { png } = paint({ style: "papercut", prompt: "a fox", width: 128, height: 96, seed: 1, previews: 0 });
let network: Network;
let gateway: Gateway;
let asked: ImageAsk[] = [];
beforeAll(async () => {
  ({ network } = await openNetwork());
  const noted: Network = {
    ...network,
    image(ask, signal) {
      asked.push(ask);
      return network.image(ask, signal);
    },
  };
  gateway = createGateway(noted, { now: () => 1_790_000_000_000, randomBytes: bytes });
});
afterAll(() => network.close());

type Fields = Readonly<Record<string, string | Uint8Array | null>>;

/** A form with these fields beside an image, a prompt and a model; null leaves one out. */
function form(fields: Fields = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ image: png, prompt: "make it night", model, ...fields })) {
    if (value === null) continue;
    data.append(name, typeof value === "string" ? value : new Blob([Uint8Array.from(value)], { type: "image/png" }));
  }
  return data;
}
const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  gateway(new Request("http://network.internal/v1/images/edits", { method: "POST", body, headers }));

describe("pictures that are changed", () => {
  it("[NE79] by the openai client: as many as were asked for, with their receipt", async () => {
    asked = [];
    const client = new OpenAI({
      apiKey: "none",
      baseURL: "http://network.internal/v1",
      maxRetries: 0,
      fetch: (target, init) => gateway(new Request(target, init)),
    });
    const image = await toFile(Buffer.from(png), "fox.png", { type: "image/png" });
    const made = await client.images.edit({ image, prompt: "make it night", model, n: 2, size: "512x512" });
    expect(made.data).toHaveLength(2);
    for (const { b64_json } of made.data ?? []) {
      expect(fromBase64(b64_json ?? "")?.slice(0, 4)).toEqual(Uint8Array.of(137, 80, 78, 71));
    }
    expect(made).toMatchObject({ flywheel: { output_commitment: "content+images-v1", model } });
    expect(asked).toMatchObject([{ prompt: "make it night", count: 2, width: 512, height: 512 }]);
    expect(asked[0]?.reference).toEqual(png);

    await client.images.edit({ image: [image], prompt: "make it night", model });
    expect(asked[1]).toMatchObject({ count: 1, width: 128, height: 96 });
  });

  it("[NE79] of a size of their own keep the shape of what they were made from", async () => {
    asked = [];
    const { png: wide } = paint({ style: "ink", prompt: "a fox", width: 1_536, height: 320, seed: 1, previews: 0 });
    expect((await send(form({ image: wide, seed: "12" }))).status).toBe(200);
    expect(asked).toMatchObject([{ width: 1_536, height: 320, seed: 12 }]);
  });

  it.each<[string, Fields, string]>([
    ["no image", { image: null }, "image"],
    ["an image that is text", { image: "aGVsbG8=" }, "image"],
    ["no PNG", { image: Uint8Array.of(255, 216, 255, 224) }, "image"],
    ["a PNG that breaks off", { image: png.subarray(0, 900) }, "image"],
    ["a PNG with another byte in it", { image: png.map((byte, at) => (at === 600 ? byte ^ 1 : byte)) }, "image"],
    ["too large a file", { image: new Uint8Array(9 * 1_024 * 1_024) }, "image"],
    ["two images", { "image[]": png }, "image"],
    ["a mask", { mask: png }, "mask"],
    ["no prompt", { prompt: null }, "prompt"],
    ["no model", { model: null }, "model"],
    ["no pictures", { n: "0" }, "n"],
    ["negative pictures", { n: "-2" }, "n"],
    ["too many pictures", { n: "5" }, "n"],
    ["a number in words", { n: "two" }, "n"],
    ["a huge size", { size: "9000x9000" }, "size.0"],
    ["another format", { response_format: "url" }, "response_format"],
    ["a broken seed", { seed: "1.5" }, "seed"],
  ])("[NE79] %s: names the field, and nobody is asked", async (_, fields, param) => {
    asked = [];
    const response = await send(form(fields));
    expect([response.status, (await response.json()).error.param]).toEqual([400, param]);
    expect(asked).toEqual([]);
  });

  it("[NE79] a body that is no form, or whose form breaks off", async () => {
    for (const [body, type] of [
      ["{}", "application/json"],
      ["--x\r\nnonsense", "multipart/form-data; boundary=x"],
    ] as const) {
      const response = await send(body, { "content-type": type });
      expect([response.status, (await response.json()).error.param]).toEqual([400, "body"]);
    }
  });
});
