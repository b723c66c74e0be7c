import { describe, expect, it } from "vitest";
import { all, chatAsk, handClock, imageAsk, never, only, openNetwork } from "../testing/open-network.ts";
import { stateWithKeys } from "../testing/state-with-keys.ts";
import { conditionAt } from "./condition.ts";

const seed = 11;
const minuteMs = 60_000;

/** When a storm next takes this node away. */
function vanishesAt(node: string, fromMs: number): number {
  for (let atMs = fromMs; atMs < fromMs + 7 * 24 * 60 * minuteMs; atMs += 10_000) {
    if (!conditionAt({ seed, weather: "stormy", node, atMs }).answers) return atMs;
  }
  throw new Error("no storm in a week");
}

/** Lets an ask begin, then brings the storm that takes its node away. */
async function struck(kind: "chat" | "image") {
  const state = await stateWithKeys();
  const clock = handClock();
  // Slower than the test: the work is under way for as long as it takes.
  const { network, mock } = await openNetwork({ state, now: clock.now, seed, pace: 3 });
  const ask = kind === "chat" ? chatAsk() : imageAsk();
  const parts = "prompt" in ask ? network.image(ask, never) : network.chat(ask, never);
  const seen = [];
  let name = "";
  for await (const part of parts) {
    seen.push(part);
    if (part.kind === "routed") {
      name = network.nodes().find(({ teeId }) => teeId === part.node)?.name ?? "";
      if (kind === "image") await storm();
    }
    if (part.kind === "token" && seen.length < 5) await storm();
  }
  await mock.control.turnWeather("calm");
  const ledger = await state.ledger();
  const receipt = await network.receipt(ask.requestId);
  await mock.close();
  return { seen, ledger, receipt };

  async function storm() {
    clock.pass(vanishesAt(name, clock.now()) - clock.now());
    await mock.control.turnWeather("stormy");
  }
}

describe("a node that vanishes", () => {
  it.each(["chat", "image"] as const)(
    "[NE173] in the middle of a %s breaks it: a failure of the provider, nothing signed or billed",
    async (kind) => {
      const { seen, ledger, receipt } = await struck(kind);
      expect(only(seen, "failed").failure).toEqual({ source: "provider", retryable: true });
      if (kind === "chat") expect(seen.some((part) => part.kind === "token")).toBe(true);
      expect(seen.some((part) => part.kind === "completed")).toBe(false);
      expect(ledger).toMatchObject({ billed: 0n, unbilled: 0n });
      expect(receipt).toBeNull();
    },
  );

  it("[NE173] leaves the others: the next ask is served elsewhere", async () => {
    const { network } = await openNetwork({ seed });
    only(await all(network.chat(chatAsk(), never)), "completed");
    await network.close();
  });
});
