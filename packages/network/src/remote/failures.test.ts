import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { all, never } from "../testing/open-network.ts";
import { type Answering, done, json, said, startEndpoint, stream, type TestEndpoint } from "./testing/endpoint.ts";
import { aChat, aPicture, openRemote } from "./testing/open-remote.ts";

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

/** What an endpoint may say, and nobody may repeat. */
const secret = "plan a week of learning the violin";
const error = (code: string | null, more: object = {}) => ({ error: { message: secret, type: "x", code }, ...more });
const failed = (retryable: boolean) => ({ kind: "failed", failure: { source: "provider", retryable }, node: null });
const html =
  (status: number): Answering =>
  (response) =>
    void response.writeHead(status, { "content-type": "text/html" }).end(`<!doctype html><p>${secret}</p>`);

/** The end of a chat and of a picture that the endpoint answers so. */
async function endsOf(answer: Answering, patience = {}) {
  for (const path of ["/chat/completions", "/images/generations"]) endpoint.on(path, answer);
  const { network, shelf } = await openRemote({ ...endpoint, patience });
  const parts = [...(await all(network.chat(aChat(), never))), ...(await all(network.image(aPicture(), never)))];
  expect(shelf.kept.size).toBe(0);
  expect(JSON.stringify(parts)).not.toContain(secret);
  return parts;
}

describe("an error of the endpoint", () => {
  it.each([
    [400, error(null), failed(false)],
    [401, error("invalid_api_key"), failed(false)],
    [402, error(null), failed(false)],
    [403, error(null), failed(false)],
    [404, {}, failed(false)],
    [408, error(null), failed(true)],
    [422, error(null), failed(false)],
    [429, error(null), failed(true)],
    [429, error("insufficient_quota"), failed(false)],
    [500, error(null), failed(true)],
    [500, error(null, { retryable: false }), failed(false)],
    [501, error(null), failed(false)],
    [502, error(null), failed(true)],
    [503, error(null), failed(true)],
  ])("[NE145] %i with %j is the provider's failure", async (status, body, end) => {
    expect(await endsOf(json(body, status))).toEqual([end, end]);
  });

  it.each([
    [404, error("model_not_found"), {}, { code: "unknown-model", known: true }],
    [404, { error: secret }, {}, { code: "unknown-model", known: true }],
    [429, error(null), { "retry-after": "7" }, { code: "no-capacity", retryAfterMs: 7_000 }],
    [503, error(null), { "retry-after": "0" }, { code: "no-capacity", retryAfterMs: 1_000 }],
    [503, error(null), { "retry-after": "999999999" }, { code: "no-capacity", retryAfterMs: 600_000 }],
    [451, {}, {}, { code: "blocked" }],
    [400, error("content_filter"), {}, { code: "blocked" }],
    [400, error("content_policy_violation"), {}, { code: "blocked" }],
  ])("[NE145] %i with %j and %j is a refusal", async (status, body, headers, refusal) => {
    const ends = await endsOf(json(body, status, headers));
    expect(ends).toEqual(
      [aChat().model, aPicture().model].map((model) => ({ kind: "refused", refusal: { ...refusal, model } })),
    );
  });

  it("[NE145] may name the date to come back", async () => {
    endpoint.on("/chat/completions", json(error(null), 503, { "retry-after": "Wed, 25 Nov 2026 10:00:30 GMT" }));
    const { network } = await openRemote({ ...endpoint, now: () => Date.UTC(2026, 10, 25, 10) });
    expect(await all(network.chat(aChat(), never))).toMatchObject([
      { refusal: { code: "no-capacity", retryAfterMs: 30_000 } },
    ]);
  });

  it("[NE145] in a body that says 200 is one all the same", async () => {
    expect(await endsOf(json(error(null)))).toEqual([failed(true), failed(true)]);
  });
});

describe("a broken endpoint", () => {
  it.each<[string, Answering, boolean]>([
    ["HTML for an answer", html(200), false],
    ["HTML with an error", html(502), true],
    ["HTML for a missing page", html(404), false],
    [
      "half an object",
      (response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"choices": ['),
      false,
    ],
    ["another shape", json({ choices: "many", data: "none" }), false],
    ["no body", (response) => void response.writeHead(204).end(), false],
    ["a connection that is dropped", (response) => void response.destroy(), true],
  ])("[NE146] that sends %s is the provider's failure", async (_, answer, retryable) => {
    expect(await endsOf(answer)).toEqual([failed(retryable), failed(retryable)]);
  });

  it("[NE146] that never answers is given up", async () => {
    const began = performance.now();
    expect(await endsOf(() => {}, { firstByteMs: 100, totalMs: 200 })).toEqual([failed(true), failed(true)]);
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it("[NE146] that sends headers and no more is given up", async () => {
    const headers: Answering = (response) =>
      void response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
    expect(await endsOf(headers, { totalMs: 500 })).toEqual([failed(true), failed(true)]);
  });

  it("[NE146] that trickles for ever is given up, however busy it looks", async () => {
    const trickle: Answering = async (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      while (!response.destroyed) {
        response.write(": still here\n\n");
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    expect(await endsOf(trickle, { totalMs: 300 })).toEqual([failed(true), failed(true)]);
  });

  it.each([
    ["a line", "text/event-stream", "data: "],
    ["an object", "application/json", '{"data":[{"b64_json":"'],
  ])("[NE146] that sends %s without an end is hung up on long before memory is short", async (_, type, beginning) => {
    let sent = 0;
    const endless: Answering = async (response) => {
      response.writeHead(200, { "content-type": type }).write(beginning);
      const piece = "x".repeat(2_000_000);
      while (!response.destroyed) {
        sent += piece.length;
        response.write(piece);
        do await new Promise((resolve) => setTimeout(resolve, 1));
        while (response.writableNeedDrain && !response.destroyed);
      }
    };
    expect(await endsOf(endless)).toEqual([failed(false), failed(false)]);
    expect(sent).toBeLessThan(100_000_000);
  });

  it("[NE146] that has gone is the provider's failure, and comes up again", async () => {
    const { network } = await openRemote(endpoint);
    await endpoint.close();
    expect(await all(network.chat(aChat(), never))).toEqual([failed(true)]);
    await expect
      .poll(() => network.status(), { timeout: 10_000 })
      .toMatchObject({ active: 0, models: 2, endpoint: "unreachable" });
    endpoint = await startEndpoint(endpoint.port);
    endpoint.on("/chat/completions", stream([said("Back", "stop"), done]));
    await expect.poll(() => network.status(), { timeout: 10_000 }).toMatchObject({ active: 1, endpoint: "usable" });
    expect((await all(network.chat(aChat(), never))).at(-1)).toMatchObject({ kind: "completed", text: "Back" });
    await network.close();
  });

  it("[NE146] a slow reader is not the endpoint's silence", async () => {
    endpoint.on("/chat/completions", stream([said("One"), said(" two"), said("", "stop"), done]));
    const { network } = await openRemote({ ...endpoint, patience: { silenceMs: 250 } });
    for await (const part of network.chat(aChat(), never)) {
      expect(part.kind).not.toBe("failed");
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  });
});

it("[NE147] no word of the endpoint is in what is thrown or told", async () => {
  const tellAll: Answering = (response, { body }) =>
    void response
      .writeHead(400, { "content-type": "application/json" })
      .end(JSON.stringify({ error: { message: `cannot do: ${body}`, code: body, type: body } }));
  const ends = await endsOf(tellAll);
  expect(ends).toEqual([failed(false), failed(false)]);
});

describe("a redirect", () => {
  it.each([301, 302, 307, 308])(
    "[NE148] with %i is followed nowhere: neither key nor prompt leaves",
    async (status) => {
      const elsewhere = await startEndpoint();
      const away: Answering = (response, { path }) =>
        void response.writeHead(status, { location: `${elsewhere.baseUrl}${path.slice(3)}` }).end();
      for (const path of ["/chat/completions", "/images/generations"]) endpoint.on(path, away);
      const { network } = await openRemote({ ...endpoint, apiKey: "key-1" });
      const ends = [...(await all(network.chat(aChat(), never))), ...(await all(network.image(aPicture(), never)))];
      expect(ends).toEqual([failed(false), failed(false)]);
      endpoint.on("/models", away);
      expect((await openRemote({ ...endpoint, apiKey: "key-1" })).network.status()).toMatchObject({
        active: 0,
        endpoint: "refused",
      });
      expect(elsewhere.heard).toEqual([]);
      await elsewhere.close();
    },
  );
});
