import { describe, expect, it } from "vitest";
import keccak from "../fixtures/keccak.json" with { type: "json" };
import receipts from "../fixtures/receipts.json" with { type: "json" };
import requests from "../fixtures/requests.json" with { type: "json" };
import { fromBase64, toBase64 } from "./bytes/base64.ts";
import { fromHex, toHex } from "./bytes/hex.ts";
import { canonicalJson } from "./canonical-json.ts";
import { keccakHex, messageHash, teeIdOf } from "./hashes.ts";
import { committedImage, committedText, type ImageRequest, imageRequestHash } from "./request.ts";

describe("hashes, against an independent Keccak", () => {
  it.each(keccak)("[RC5] agrees on $hash", ({ message, hash }) => {
    expect(keccakHex(fromHex(message) ?? Uint8Array.of(0xff))).toBe(hash);
  });

  it("[RC6] names a node after its key", () => {
    const key = fromBase64(receipts.node.publicKey);
    expect(key && teeIdOf(key)).toBe(receipts.text.receipt.teeId);
  });

  it("[RC7] commits to a text request as the real network does, and leaves out what was not set", () => {
    const request = {
      model: "maker/model-1",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Grüße, 世界 💜" },
      ],
      temperature: 1,
    };
    const whole = { ...request, maxTokens: 1200, stop: ["\n\n"], webSearch: false };
    expect(canonicalJson(committedText(whole))).toBe(receipts.text.written);
    expect(Object.keys(committedText(request) ?? {}).sort()).toEqual(["messages", "model", "temperature"]);
  });

  it("[RC8] commits to a picture's prompt, size and seed", () => {
    const request = {
      model: "maker/picture-1",
      prompt: "a lighthouse in fog",
      width: 512,
      height: 768,
      seed: 4294967295,
    };
    expect(canonicalJson(committedImage(request))).toBe(receipts.image.written);
  });

  it("[RC8] commits to the number of pictures beyond one, and to a picture to work from where there is one", () => {
    for (const { asked, written, hash } of requests) {
      expect(canonicalJson(committedImage(asked as ImageRequest))).toBe(written);
      expect(imageRequestHash(asked as ImageRequest)).toBe(hash);
    }
    expect(new Set(requests.map(({ hash }) => hash)).size).toBe(requests.length - 1);
  });

  it("[RC9] has no message for hashes that are not 32 bytes, nor for a time that is no whole second", () => {
    const hash = "ab".repeat(32);
    expect(messageHash(hash, hash, 1_790_000_000)).toHaveLength(32);
    expect(messageHash(hash.slice(2), hash, 1)).toBeNull();
    expect(messageHash(hash, `0x${hash.slice(2)}`, 1)).toBeNull();
    expect(messageHash(hash, hash, 1.5)).toBeNull();
    expect(messageHash(hash, hash, -1)).toBeNull();
  });
});

describe("bytes as text", () => {
  const bytes = Uint8Array.from({ length: 100_003 }, (_, index) => (index * 31) % 256);

  it("[RC10] agrees with Node on hex and base64, also for a picture's worth of bytes", () => {
    for (const length of [0, 1, 2, 3, 4, 100_003]) {
      const part = bytes.subarray(0, length);
      expect(toHex(part)).toBe(Buffer.from(part).toString("hex"));
      expect(toBase64(part)).toBe(Buffer.from(part).toString("base64"));
      expect(fromHex(toHex(part))).toEqual(Uint8Array.from(part));
      expect(fromBase64(toBase64(part))).toEqual(Uint8Array.from(part));
    }
  });

  it.each(["a", "zz", "0x12", "1 "])("[RC10] takes %j for no hex", (text) => expect(fromHex(text)).toBeNull());
  it.each(["a", "abc", "ab=c", "====", "ab\n=", "a-_="])("[RC10] takes %j for no base64", (text) =>
    expect(fromBase64(text)).toBeNull(),
  );
});
