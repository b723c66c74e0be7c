import { fromBase64, keccakOfText } from "@flywheel/receipts";
import type { RequestId } from "@flywheel/vocabulary";
import {
  decodePaymentRequiredHeader,
  decodePaymentResponseHeader,
  encodePaymentSignatureHeader,
} from "@x402/core/http";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPayingFetch, createPublicGateway, type Gateway, paymentHeaders } from "../gateway.ts";
import { createUptoClient } from "../payment/upto-client.ts";
import { openWallet, type Wallet } from "../payment/wallet.ts";
import type { MockNetwork } from "../port.ts";
import { opgOf } from "../serving/prices.ts";
import type { NetworkState } from "../state.ts";
import { gatewayCall as call, framesOf, poemAsk } from "../testing/gateway-call.ts";
import { bytes, handClock, openNetwork } from "../testing/open-network.ts";
import { stateWithKeys } from "../testing/state-with-keys.ts";

const { now } = handClock();
const parts = { now, randomBytes: bytes, secret: "of this test", publicOrigin: "https://flywheel.example" };
let [mock, state, wallet, gateway]: [MockNetwork, NetworkState, Wallet, Gateway] = [] as never;
beforeAll(async () => {
  state = await stateWithKeys();
  ({ mock } = await openNetwork({ state, now }));
  wallet = await openWallet({ state, app: "outside", now, randomBytes: bytes });
  await wallet.refill();
  gateway = createPublicGateway(mock, parts);
});
afterAll(() => mock.close());

const ask = (headers: Record<string, string> = {}, body: object = poemAsk) =>
  gateway(call("/chat/completions", body, { headers }));
const requiredOf = (response: Response) =>
  decodePaymentRequiredHeader(response.headers.get(paymentHeaders.required) ?? "");
async function payment(response: Response, sessionCap = opgOf(500_000)): Promise<Record<string, string>> {
  const [accepted] = requiredOf(response).accepts;
  if (!accepted) throw new Error("nothing is accepted");
  const client = createUptoClient({ wallet, sessionCap, now, randomBytes: bytes });
  const signed = await client.createPaymentPayload(2, accepted);
  return { [paymentHeaders.signature]: encodePaymentSignatureHeader({ ...signed, accepted }) };
}
const errorOf = async (response: Response) => [response.status, (await response.json()).error.param];

describe("the public gateway", () => {
  it("[NE162] answers 402 with what it asks for, in x402's header and OpenAI's error", async () => {
    const response = await ask();
    const body = await response.json();
    expect([response.status, body.error.code, body.error.param]).toEqual([402, "payment-required", "payment_required"]);
    const quoted = mock.quote({ ...poemAsk, maxTokens: 1_024, temperature: 1 } as never);
    expect(requiredOf(response)).toMatchObject({
      x402Version: 2,
      error: "payment_required",
      resource: { url: "https://flywheel.example/v1/chat/completions" },
      accepts: [
        {
          scheme: "upto",
          network: "eip155:31337",
          asset: "mOPG",
          amount: String(opgOf(quoted.outcome === "quoted" ? quoted.quote.capMicroUsd : 0)),
        },
      ],
    });
    expect((await state.ledger()).billed).toBe(0n);
  });

  it("[NE162] serves who pays, and then by the session, which adds up what it really cost", async () => {
    const paid = await ask(await payment(await ask()));
    expect(paid.status).toBe(200);
    const first = await paid.json();
    const token = paid.headers.get(paymentHeaders.session) ?? "";
    expect(decodePaymentResponseHeader(paid.headers.get(paymentHeaders.response) ?? "")).toMatchObject({
      success: true,
      payer: wallet.address,
      network: "eip155:31337",
    });
    const again = await ask({ [paymentHeaders.session]: token });
    const second = await again.json();
    expect(second.flywheel.session_id).toBe(first.flywheel.session_id);
    const session = await state.session(first.flywheel.session_id);
    expect(session?.billed).toBe(BigInt(first.flywheel.cost_opg) + BigInt(second.flywheel.cost_opg));
    expect(session?.requests).toBe(2);
  });

  it("[NE162] takes no session from who only knows its id, which stands in every receipt", async () => {
    const paid = await ask(await payment(await ask()));
    const { flywheel } = await paid.json();
    const token = paid.headers.get(paymentHeaders.session) ?? "";
    for (const guess of [flywheel.session_id, `${flywheel.session_id}.`, `${token}x`, token.slice(0, -1), "nonsense"]) {
      expect(await errorOf(await ask({ [paymentHeaders.session]: guess }))).toEqual([402, "session_unknown"]);
    }
  });

  it("[NE162] refuses a payment that is no payment, is too small, or was used", async () => {
    const required = await ask();
    expect(await errorOf(await ask({ [paymentHeaders.signature]: "bm90IGpzb24=" }))).toEqual([
      402,
      "malformed_payment",
    ]);
    expect(await errorOf(await ask({ [paymentHeaders.signature]: "%%%" }))).toEqual([402, "malformed_payment"]);
    const good = await payment(required, 0n);
    const dearer = { ...poemAsk, model: "meridian-nine/atlas-large" };
    expect(await errorOf(await ask(good, dearer))).toEqual([402, "amount_too_low"]);
    expect((await ask(good)).status).toBe(200);
    expect(await errorOf(await ask(good))).toEqual([402, "nonce_already_used"]);
  });

  it("[NE162] names its requests itself, and never an app of the house", async () => {
    const headers = { "x-flywheel-request-id": "req_aaaaaaaaaaaaaaaaaaaa", "x-flywheel-app": "chat" };
    const paid = await ask({ ...headers, ...(await payment(await ask())) });
    const { flywheel } = await paid.json();
    expect(flywheel.app_id).toBe("external");
    expect(flywheel.request_id).not.toBe(headers["x-flywheel-request-id"]);
  });

  it("[NE174] gives back the place and the promise of every answer, whole, refused or streamed", async () => {
    const session = (await ask(await payment(await ask()))).headers.get(paymentHeaders.session) ?? "";
    const places = mock.nodes().reduce((sum, { capacity }) => sum + capacity.maxConcurrent, 0);
    const headers = { [paymentHeaders.session]: session };
    const brief = { ...poemAsk, max_tokens: 3 };
    for (let turn = 0; turn < places + 5; turn += 1) {
      const response = await ask(headers, { ...brief, stream: turn % 3 === 0 });
      expect(response.status).toBe(200);
      await response.text();
    }
    expect(mock.control.supply().map(({ busy }) => busy)).toEqual(mock.nodes().map(() => 0));
  });

  it("[NE164] bills nothing for what it refuses before or after the payment", async () => {
    const { billed } = await state.ledger();
    expect((await ask({}, { ...poemAsk, model: "nobody/none" })).status).toBe(404);
    expect((await ask({}, { ...poemAsk, max_tokens: -1 })).status).toBe(400);
    const unpaid = await ask();
    const stop = new AbortController();
    stop.abort();
    await gateway(call("/chat/completions", poemAsk, { headers: await payment(unpaid), signal: stop.signal }));
    expect((await state.ledger()).billed).toBe(billed);
  });

  it("[NE162] says private, batch or individual by the header of the real network", async () => {
    const session = (await ask(await payment(await ask()))).headers.get(paymentHeaders.session) ?? "";
    const settlements = [];
    for (const settlement of ["private", "individual", "batch"]) {
      const response = await ask({ [paymentHeaders.session]: session, "x-settlement-type": settlement });
      const { flywheel } = await response.json();
      settlements.push((await state.receipt(flywheel.request_id as RequestId))?.settlement);
    }
    expect(settlements).toEqual(["private", "individual", "batch"]);
    const wrong = await ask({ [paymentHeaders.session]: session, "x-settlement-type": "now" });
    expect(wrong.status).toBe(400);
  });
});

describe("the openai client, with a fetch that pays", () => {
  const open = () =>
    new OpenAI({
      apiKey: "none is needed",
      baseURL: "http://network.internal/v1",
      maxRetries: 0,
      fetch: createPayingFetch({
        wallet,
        fetch: (target, init) => gateway(new Request(target, init)),
        sessionMicroUsd: 500_000,
        now,
        randomBytes: bytes,
      }),
    });
  const messages = [{ role: "user" as const, content: "What is 6 * 7?" }];

  it("[NE163] lists models", async () => {
    const ids = [];
    for await (const model of open().models.list()) ids.push(model.id);
    expect(ids).toEqual(mock.models().map(({ id }) => id));
  });

  it("[NE163] chats, with a receipt beside the answer", async () => {
    const answer = await open().chat.completions.create({ model: "quillworks/quill-3", messages });
    expect(answer.choices[0]?.message.content).toContain("42");
    expect(answer.usage?.total_tokens).toBeGreaterThan(0);
    const text = answer.choices[0]?.message.content ?? "";
    expect(answer).toMatchObject({ tee_output_hash: keccakOfText(text), flywheel: { app_id: "external" } });
  });

  it("[NE163] streams, with the receipt and usage on the last frame", async () => {
    const stream = await open().chat.completions.create({ model: "quillworks/quill-3", messages, stream: true });
    let text = "";
    let last: unknown;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      last = chunk;
    }
    expect(text).toContain("42");
    expect(last).toMatchObject({ tee_output_hash: keccakOfText(text), usage: { total_tokens: expect.any(Number) } });
  });

  it("[NE163] makes pictures", async () => {
    const made = await open().images.generate({
      model: "saltbox/broadside",
      prompt: "two foxes in the snow",
      n: 2,
      size: "512x512",
      response_format: "b64_json",
    });
    expect(made.data).toHaveLength(2);
    for (const { b64_json } of made.data ?? []) {
      expect(fromBase64(b64_json ?? "")?.slice(0, 4)).toEqual(Uint8Array.of(137, 80, 78, 71));
    }
  });

  it("[NE163] signs once for many requests, and again when the session is used up", async () => {
    const client = open();
    const before = (await state.ledger()).reserved;
    const sessions = new Set<unknown>();
    for (let turn = 0; turn < 4; turn += 1) {
      const answer: unknown = await client.chat.completions.create({ model: "quillworks/quill-3-mini", messages });
      sessions.add((answer as { flywheel: { session_id: string } }).flywheel.session_id);
    }
    expect(sessions.size).toBe(1);
    expect((await state.ledger()).reserved - before).toBe(opgOf(500_000));
    for (let turn = 0; turn < 6; turn += 1) {
      await client.images.generate({ model: "northlight/impasto-xl", prompt: `sea ${turn}`, size: "256x256" });
    }
    expect((await state.ledger()).reserved - before).toBe(opgOf(1_000_000));
  });

  it("[NE163] hears refusals as errors with their status", async () => {
    const asked = open().chat.completions.create({ model: "nobody/none", messages });
    await expect(asked).rejects.toMatchObject({ status: 404, code: "unknown-model" });
  });

  it("[NE163] that cannot pay hears why", async () => {
    const poor = await openWallet({ state, app: "poor", now, randomBytes: bytes });
    const client = new OpenAI({
      apiKey: "none",
      baseURL: "http://network.internal/v1",
      maxRetries: 0,
      fetch: createPayingFetch({
        wallet: poor,
        fetch: (target, init) => gateway(new Request(target, init)),
        sessionMicroUsd: 500_000,
        now,
        randomBytes: bytes,
      }),
    });
    const asked = client.chat.completions.create({ model: "quillworks/quill-3", messages });
    await expect(asked).rejects.toMatchObject({ status: 402, param: "insufficient_funds" });
  });

  it("[NE163] reads a stream that is cut as cut", async () => {
    const frames = await framesOf(
      await ask({ ...(await payment(await ask())) }, { ...poemAsk, stream: true, max_tokens: 4 }),
    );
    expect(frames.at(-1)?.choices[0].finish_reason).toBe("length");
  });
});
