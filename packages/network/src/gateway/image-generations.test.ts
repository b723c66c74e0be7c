import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../gateway.ts";
import type { Network } from "../port.ts";
import { gatewayCall } from "../testing/gateway-call.ts";
import { bytes, openNetwork } from "../testing/open-network.ts";

let network: Network;
let gateway: Gateway;
beforeAll(async () => {
  ({ network } = await openNetwork());
  gateway = createGateway(network, { now: () => 1_790_000_000_000, randomBytes: bytes });
});
afterAll(() => network.close());
const ask = (more: object) =>
  gateway(gatewayCall("/images/generations", { model: "saltbox/papercut", prompt: "a fox", ...more }));

describe("several pictures", () => {
  it("[NE70] come in one answer, and cost the price of each", async () => {
    const body = await (await ask({ n: 4, seed: 9 })).json();
    expect(body.data).toHaveLength(4);
    expect(new Set(body.data.map(({ b64_json }: { b64_json: string }) => b64_json)).size).toBe(4);
    expect(body.opengradient.cost_usd).toBe("0.160000");
  });

  it.each([
    [{ n: 0 }, "n"],
    [{ n: -1 }, "n"],
    [{ n: 5 }, "n"],
    [{ n: 1.5 }, "n"],
    [{ n: "2" }, "n"],
    [{ size: "63x512" }, "size.0"],
    [{ size: "512x99999" }, "size"],
    [{ response_format: "url" }, "response_format"],
    [{ seed: 0.5 }, "seed"],
    [{ seed: Number.MAX_SAFE_INTEGER }, "seed"],
  ])("[NE70] %j is refused by the name of its field", async (more, param) => {
    const response = await ask(more);
    expect([response.status, (await response.json()).error.param]).toEqual([400, param]);
  });
});
