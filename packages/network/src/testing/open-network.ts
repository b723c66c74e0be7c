import { randomBytes } from "node:crypto";
import { type ModelId, mint, type NetworkEvent, type RequestId } from "@flywheel/vocabulary";
import { createMemoryNetworkState } from "../memory.ts";
import { createNetwork, type NetworkParts } from "../network.ts";
import type { Painting, Renderer } from "../painting/renderer.ts";
import { payFrom } from "../payment/pay-from.ts";
import { createPurse } from "../payment/purse.ts";
import { openWallet, type Wallet } from "../payment/wallet.ts";
import type { ChatAsk, ImageAsk, MockNetwork, Network } from "../port.ts";

export const bytes = (count: number): Uint8Array => Uint8Array.from(randomBytes(count));
export const newRequest = (): RequestId => mint<RequestId>("req", bytes);
export const never: AbortSignal = new AbortController().signal;

/** A clock that moves when it is told to. */
export function handClock(startMs = 1_790_000_000_000) {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

/** A renderer that paints one grey byte per preview: for tests that are not about pictures. */
const quickRenderer: Renderer = {
  paint: async ({ previews, seed }): Promise<Painting> => ({
    png: Uint8Array.of(137, 80, 78, 71, seed % 256),
    previews: Array.from({ length: previews }, (_, step) => Uint8Array.of(step)),
  }),
  close: async () => {},
};

/** Keys take a second to make: one state is shared by the networks of a test file. */
export const sharedState = createMemoryNetworkState();

/** A network, and an app with a wallet on it: `network` pays, `mock` wants to be paid. */
export async function openNetwork(
  parts: Partial<NetworkParts> = {},
): Promise<{ network: Network; mock: MockNetwork; wallet: Wallet; told: NetworkEvent[] }> {
  const told: NetworkEvent[] = [];
  const { state = sharedState, now = handClock().now } = parts;
  const mock = await createNetwork({
    state,
    now,
    randomBytes: bytes,
    seed: 1,
    report: (events) => told.push(...events),
    pace: 0,
    renderer: quickRenderer,
    ...parts,
  });
  const wallet = await openWallet({ state, app: "test", now, randomBytes: bytes });
  const purse = createPurse({ payments: mock.payments, wallet, now, randomBytes: bytes });
  return { network: payFrom(purse, mock), mock, wallet, told };
}

export const chatAsk = (ask: Partial<ChatAsk> = {}): ChatAsk => ({
  requestId: newRequest(),
  appId: "chat",
  model: "quillworks/quill-3" as ModelId,
  messages: [{ role: "user", content: "Plan a week of learning the violin" }],
  temperature: 0.7,
  maxTokens: 1_200,
  seed: 7,
  ...ask,
});

export const imageAsk = (ask: Partial<ImageAsk> = {}): ImageAsk => ({
  requestId: newRequest(),
  appId: "image-studio",
  model: "saltbox/papercut" as ModelId,
  prompt: "a lighthouse in the fog",
  width: 512,
  height: 512,
  seed: 7,
  previews: 0,
  ...ask,
});

export async function all<Part>(parts: AsyncIterable<Part>): Promise<Part[]> {
  const collected: Part[] = [];
  for await (const part of parts) collected.push(part);
  return collected;
}

/** The part of this kind; a stream without one fails the test that asked. */
export function only<Part extends { readonly kind: string }, Kind extends Part["kind"]>(
  parts: readonly Part[],
  kind: Kind,
): Extract<Part, { readonly kind: Kind }> {
  const found = parts.filter((part): part is Extract<Part, { readonly kind: Kind }> => part.kind === kind);
  const [first] = found;
  if (!first || found.length > 1)
    throw new Error(`${found.length} parts are ${kind} among ${parts.map((part) => part.kind).join(", ")}`);
  return first;
}

/** Reads on until a node has the ask; one that ends before that fails the test that asked. */
export async function untilRouted(parts: AsyncIterator<{ readonly kind: string }>): Promise<void> {
  for (let next = await parts.next(); next.done || next.value.kind !== "routed"; next = await parts.next()) {
    if (next.done) throw new Error("the ask ended before it was routed");
  }
}
