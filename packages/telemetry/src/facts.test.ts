import { type RequestId, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { exampleBytes } from "./examples.ts";
import { factOf, networkFactOf, WrongFactError } from "./facts.ts";

const requestId = "req_aaaaaaaaaaaaaaaaaaaa" as RequestId;
const source = {
  visitorId: "vis_ada00000000000000000" as VisitorId,
  app: "chat",
  device: "phone",
  browser: "Safari",
  simulated: false,
  now: () => 1_000,
  randomBytes: exampleBytes,
} as const;

describe("a fact of the server", () => {
  it("[TE30] is stamped with its source, and what questions group by is lifted out", () => {
    const fields = { requestId, funding: "granted", credits: 4, amountMicroUsd: 3_200 } as const;
    expect(factOf({ ...source, seq: 3 }, "payment.settled", fields)).toEqual({
      visitorKey: visitorKeyOf(source.visitorId),
      id: expect.stringMatching(/^evt_[a-z0-9]{20}$/),
      atMs: 1_000,
      seq: 3,
      receivedAtMs: 1_000,
      name: "payment.settled",
      app: "chat",
      layer: "payments",
      writer: "server",
      build: null,
      sessionId: null,
      device: "phone",
      browser: "Safari",
      simulated: false,
      bot: false,
      requestId,
      model: null,
      funding: "granted",
      experiment: null,
      variant: null,
      value: 3_200,
      fields,
    });
  });

  it("[TE31] that the catalogue refuses throws, and names the field without its value", () => {
    const credits = 1.25;
    const wrong = () => factOf(source, "credits.held", { requestId, credits });
    expect(wrong).toThrow(WrongFactError);
    expect(wrong).toThrow("the catalogue refuses this credits.held: see credits");
    const leaky = { requestId, credits: 1, prompt: "a secret" };
    expect(() => factOf(source, "credits.held", leaky)).toThrow(/see prompt$/);
    expect(() => factOf(source, "credits.held", leaky)).not.toThrow(/secret/);
  });

  it("[TE31] of another writer does not compile", () => {
    // @ts-expect-error browsers write app.opened
    expect(factOf(source, "app.opened", {})).toBeDefined();
    // @ts-expect-error a field is missing
    expect(() => factOf(source, "credits.held", { requestId })).toThrow("credits");
  });

  it("[TE32] leaves no trace of an optional field that was not given", () => {
    const given = { credits: 5, funding: "free", source: "allowance", campaign: undefined } as const;
    expect(factOf(source, "credits.granted", given).fields).toEqual({
      credits: 5,
      funding: "free",
      source: "allowance",
    });
    expect(Object.keys(factOf(source, "credits.granted", given).fields)).not.toContain("campaign");
  });
});

describe("a fact of the network", () => {
  it("[TE33] has no visitor: its node, model and value are lifted out", () => {
    const node = "ab".repeat(32);
    const fields = { node, model: "mock/sketch", activeMs: 60_000, busyMs: 1_234, served: 2, refused: 0 };
    expect(networkFactOf(source, "node.measured", fields)).toEqual({
      id: expect.stringMatching(/^evt_/),
      atMs: 1_000,
      name: "node.measured",
      layer: "compute",
      node,
      model: "mock/sketch",
      value: 1_234,
      simulated: false,
      fields,
    });
  });
});
