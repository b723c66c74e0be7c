import { crc32, deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { all, never, only } from "../testing/open-network.ts";
import { json, startEndpoint, type TestEndpoint } from "./testing/endpoint.ts";
import { aPicture, openRemote } from "./testing/open-remote.ts";

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

/** One grey pixel, written by hand. */
function png(grey: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from([0, grey]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
const b64 = (bytes: Uint8Array) => ({ b64_json: Buffer.from(bytes).toString("base64") });
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.alloc(60)]);

describe("a picture", () => {
  it("[NE152] comes as the PNG bytes that the endpoint sent, as many as were asked for", async () => {
    endpoint.on("/images/generations", json({ data: [b64(png(1)), b64(png(2))] }));
    const { network, shelf } = await openRemote({ ...endpoint, apiKey: "key-1" });
    const ask = aPicture({ count: 2, width: 640, height: 384 });
    expect(network.quote(ask)).toEqual({ outcome: "quoted", quote: { capMicroUsd: 80_000 } });
    const parts = await all(network.image(ask, never));
    expect(parts).toHaveLength(1);
    const { images, served } = only(parts, "completed");
    expect(images.map((image) => Buffer.from(image))).toEqual([png(1), png(2)]);
    expect(served).toMatchObject({
      receipt: { origin: "none" },
      node: null,
      session: null,
      costMicroUsd: 80_000,
      images: 2,
    });
    expect(shelf.kept.get(ask.requestId)).toMatchObject({ receipt: { origin: "none" }, settlement: "private" });
    const call = endpoint.heard.at(-1);
    expect(call?.authorization).toBe("Bearer key-1");
    expect(JSON.parse(call?.body ?? "")).toEqual({
      model: "tiny/flux-painter",
      prompt: ask.prompt,
      n: 2,
      size: "640x384",
      response_format: "b64_json",
    });
  });

  it.each([
    ["an address instead of bytes", { data: [{ url: "http://127.0.0.1/secret.png" }] }],
    ["a JPEG", { data: [b64(jpeg)] }],
    ["half a PNG", { data: [b64(png(1).subarray(0, 40))] }],
    ["a PNG whose bytes were changed", { data: [b64(Buffer.from(png(1)).fill(9, 43, 45))] }],
    ["broken base64", { data: [{ b64_json: "%%%" }] }],
    ["fewer than were asked for", { data: [] }],
    ["more than were asked for", { data: [b64(png(1)), b64(png(2))] }],
    ["nothing", {}],
  ])("[NE152] %s is the provider's failure, and nothing is owed", async (_, body) => {
    endpoint.on("/images/generations", json(body));
    const { network, shelf } = await openRemote(endpoint);
    const end = { kind: "failed", failure: { source: "provider", retryable: false }, node: null };
    expect(await all(network.image(aPicture(), never))).toEqual([end]);
    expect(shelf.kept.size).toBe(0);
  });

  it("[NE152] may take longer than a first word", async () => {
    endpoint.on("/images/generations", async (response, call) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await json({ data: [b64(png(1))] })(response, call);
    });
    const { network } = await openRemote({ ...endpoint, patience: { firstByteMs: 100 } });
    expect(only(await all(network.image(aPicture(), never)), "completed").images).toHaveLength(1);
  });

  it("[NE152] that nobody waits for is not owed", async () => {
    const leaving = new AbortController();
    endpoint.on("/images/generations", () => leaving.abort());
    const { network, shelf } = await openRemote(endpoint);
    const end = { kind: "failed", failure: { source: "gateway", retryable: true }, node: null };
    expect(await all(network.image(aPicture(), leaving.signal))).toEqual([end]);
    expect(shelf.kept.size).toBe(0);
    await expect.poll(() => endpoint.left, { timeout: 10_000 }).toEqual(["/v1/images/generations"]);
  });

  it("[NE153] to work from is sent to edits, byte for byte, with what to change", async () => {
    endpoint.on("/images/edits", json({ data: [b64(png(3))] }));
    const { network } = await openRemote(endpoint);
    const reference = Uint8Array.from(png(200));
    const parts = await all(network.image(aPicture({ reference, prompt: "at night" }), never));
    expect(Buffer.from(only(parts, "completed").images[0] ?? [])).toEqual(png(3));
    const { body = "" } = endpoint.heard.at(-1) ?? {};
    const boundary = body.slice(0, body.indexOf("\r\n"));
    const fields = new Map(
      body.split(boundary).flatMap((part) => {
        const [, name = "", value = ""] = /name="([^"]+)".*?\r\n\r\n(.*)\r\n$/s.exec(part) ?? [];
        return name ? [[name, value] as const] : [];
      }),
    );
    expect(Buffer.from(fields.get("image") ?? "", "latin1")).toEqual(png(200));
    expect(Object.fromEntries([...fields].filter(([name]) => name !== "image"))).toEqual({
      model: "tiny/flux-painter",
      prompt: "at night",
      n: "1",
      size: "512x512",
      response_format: "b64_json",
    });
  });
});
