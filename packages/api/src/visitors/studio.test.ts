import { type ModelId, mint, type RequestId, type SessionId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import type { VisitorCaller } from "../caller.ts";
import { createAppRouter } from "../router.ts";
import { contextOf, openProduct } from "../testing/product.ts";
import type { GenerateStep } from "../wire.ts";

const product = await openProduct();
afterAll(() => product.close());
const router = createAppRouter(product);
const as = (visitor: VisitorCaller) => router.createCaller(contextOf({ visitor }));
const requestId = () => mint<RequestId>("req", product.randomBytes);
const model = product.network.models().find(({ medium, state }) => medium === "image" && state === "hosted")
  ?.id as ModelId;

async function generate(
  visitor: VisitorCaller,
  input: { requestId?: RequestId; model?: ModelId; prompt?: string } = {},
) {
  const steps: GenerateStep[] = [];
  const asked = { requestId: requestId(), model, prompt: "a lighthouse at dusk", shape: "square" as const, ...input };
  for await (const step of await as(visitor).studio.generate(asked)) steps.push(step);
  return { steps, last: steps.at(-1), requestId: asked.requestId };
}
const eventsOf = async (visitor: VisitorCaller) => product.events.ofVisitor(visitor.id);
const heldOf = async (visitor: VisitorCaller) => (await as(visitor).account.me()).credits.held;

describe("a picture", () => {
  it("[AP4] is shown on its way, kept, charged, and its facts agree with the ledger", async () => {
    const visitor = await product.aVisitor();
    const { steps, last, requestId } = await generate(visitor);

    expect(steps.map(({ kind }) => kind)).toEqual([
      "started",
      "routed",
      ...steps.slice(2, -1).map(() => "step"),
      "done",
    ]);
    expect(steps.filter((step) => step.kind === "step" && step.preview !== null).length).toBeGreaterThan(1);
    if (last?.kind !== "done") throw new Error("not done");
    expect(last.credits).toBeGreaterThan(0);
    expect(last.spendableCredits).toBe(300 - last.credits);

    const png = await product.works.png(visitor.id, last.image.id as never);
    expect([...(png ?? []).slice(1, 4)]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
    expect(await as(visitor).proof.receipt({ requestId })).toMatchObject({ receipt: { origin: "mock" }, node: {} });

    const ledger = await as(visitor).account.ledger();
    const charged = ledger.filter(({ kind }) => kind === "charge").reduce((sum, { heldDelta }) => sum - heldDelta, 0);
    const events = await eventsOf(visitor);
    const spent = events.filter(({ name }) => name === "credits.spent");
    expect(spent.map(({ value }) => value)).toEqual([charged]);
    expect(charged).toBe(last.credits);
    const settled = events.find(({ name }) => name === "payment.settled");
    const completed = events.find(({ name }) => name === "inference.completed");
    expect(settled?.value).toBe(completed?.fields.costMicroUsd);
    expect(events.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "inference.requested",
        "inference.quoted",
        "credits.granted",
        "credits.held",
        "inference.routed",
        "receipt.issued",
      ]),
    );
    expect(await heldOf(visitor)).toBe(0);
  });

  it("[AP5] is refused to a visitor who cannot pay, who is told what it takes", async () => {
    const poor = await product.aVisitor();
    const range = { range: poor.range };
    const neighbour = await product.aVisitor(range); // one allowance for one range: the neighbour gets none
    await generate(poor);
    const { last } = await generate(neighbour);
    expect(last).toMatchObject({ kind: "refused", refusal: { code: "over-budget", availableCredits: 0 } });
    expect(last?.kind === "refused" && last.refusal.neededCredits).toBeGreaterThan(0);
    expect(await as(neighbour).account.ledger()).toEqual([]);
    expect((await eventsOf(neighbour)).map(({ name }) => name)).toContain("credits.exhausted");
  });

  it("[AP6] is not served twice under one request id, by anybody", async () => {
    const [visitor, other] = [await product.aVisitor(), await product.aVisitor()];
    const { requestId } = await generate(visitor);
    const before = await as(visitor).account.me();
    await expect(generate(visitor, { requestId })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(generate(other, { requestId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await as(visitor).account.me()).credits).toEqual(before.credits);
  });

  it("[AP7] costs nothing when the visitor leaves before it is done", async () => {
    const visitor = await product.aVisitor();
    const steps = await as(visitor).studio.generate({ requestId: requestId(), model, prompt: "rain", shape: "square" });
    for await (const step of steps) if (step.kind === "step") break;
    expect(await as(visitor).account.me()).toMatchObject({ credits: { free: 300, held: 0 } });
    expect(await as(visitor).studio.images({ kept: null })).toEqual([]);
  });

  it("[AP9] of a model that nobody hosts is refused and noted as unmet demand", async () => {
    const visitor = await product.aVisitor();
    const { last } = await generate(visitor, { model: "nobody/dreams-of-this" as ModelId });
    expect(last).toMatchObject({ kind: "refused", refusal: { code: "unknown-model" } });
    const missed = (await eventsOf(visitor)).find(({ name }) => name === "model.missed");
    expect(missed?.fields).toMatchObject({ model: "nobody/dreams-of-this", medium: "image" });
  });

  it("depends on the prompt", async () => {
    const visitor = await product.aVisitor({ credits: 1_000 });
    const png = async (prompt: string) => {
      const { last } = await generate(visitor, { prompt });
      if (last?.kind !== "done") throw new Error("not done");
      return Buffer.from((await product.works.png(visitor.id, last.image.id as never)) ?? []).toString("base64");
    };
    expect(await png("a forest in the morning")).not.toBe(await png("a city at night"));
  });
});

describe("whose a picture is", () => {
  it("[AP15] nobody keeps, sees or removes another visitor's", async () => {
    const [owner, stranger] = [await product.aVisitor(), await product.aVisitor()];
    const { last } = await generate(owner);
    if (last?.kind !== "done") throw new Error("not done");
    const image = { imageId: last.image.id };
    await expect(as(stranger).studio.keep(image)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as(stranger).studio.remove(image)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await as(stranger).studio.images({ kept: null })).toEqual([]);
    expect(await as(owner).studio.keep(image)).toMatchObject({ id: image.imageId, keptMs: expect.any(Number) });
    expect(await as(owner).studio.images({ kept: true })).toHaveLength(1);
    expect(await as(owner).studio.release(image)).toMatchObject({ keptMs: null });
    expect(await as(owner).studio.remove(image)).toEqual({ ok: true });
  });

  it("[AP16] without consent only necessary facts are written", async () => {
    const visitor = await product.aVisitor({
      consent: "denied",
      sessionId: mint<SessionId>("ses", product.randomBytes),
    });
    await generate(visitor);
    const names = new Set((await eventsOf(visitor)).map(({ name }) => name));
    expect(names).toEqual(
      new Set([
        "credits.granted",
        "credits.held",
        "payment.verified",
        "credits.spent",
        "payment.settled",
        "receipt.issued",
      ]),
    );
    expect((await eventsOf(visitor)).every(({ sessionId }) => sessionId === null)).toBe(true);
  });

  it("[AP17] exporting gives everything that is held, erasing leaves nothing, and mints no credits", async () => {
    const visitor = await product.aVisitor();
    const { requestId } = await generate(visitor, { prompt: "a boat nobody else has" });
    const exported = await as(visitor).account.export();
    expect(exported.images).toMatchObject([{ requestId, prompt: "a boat nobody else has" }]);
    expect(exported.ledger.length).toBeGreaterThan(2);
    expect(exported.events.length).toBeGreaterThan(5);

    await as(visitor).account.erase();
    const after = await as(visitor).account.export();
    expect(after).toMatchObject({ images: [], conversations: [], ledger: [], events: [], me: { spendableCredits: 0 } });
  });
});

it("[AP18] an error of ours says nothing of its cause", async () => {
  const broken = createAppRouter({
    ...product,
    works: { ...product.works, images: () => Promise.reject(new Error("select prompt from images -- my secret")) },
  });
  const visitor = await product.aVisitor();
  const { fetchRequestHandler } = await import("@trpc/server/adapters/fetch");
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(`http://x/api/trpc/studio.images?input=${encodeURIComponent(JSON.stringify({ kept: null }))}`),
    router: broken,
    createContext: () => contextOf({ visitor }),
  });
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).not.toContain("secret");
  expect(text).toContain("something broke on our side");
});
