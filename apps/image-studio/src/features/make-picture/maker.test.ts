import type { GenerateStep, ImageCard, ReceiptCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { createMaker, type MakerParts } from "./maker.ts";
import type { Making } from "./making.ts";

const wish = { model: "lumen/glass-1", prompt: "an owl", shape: "square" } as const;
const routed: GenerateStep = { kind: "routed", nodeName: "fjord-3", queuedMs: 3 };
const drawn: GenerateStep = { kind: "step", step: 1, steps: 4, preview: "data:a" };

const done = (requestId: string): GenerateStep => {
  const image: ImageCard = {
    id: "img_1",
    requestId,
    prompt: wish.prompt,
    model: wish.model,
    width: 512,
    height: 512,
    seed: 7,
    createdMs: 9,
    keptMs: null,
    url: "/api/works/images/img_1.png",
  };
  const receipt: ReceiptCard = { requestId, origin: "mock", node: "n", nodeName: "fjord-3", issuedMs: 9 };
  return { kind: "done", image, receipt, credits: 15, spendableCredits: 85 };
};

/** A maker whose network is written down: what it hears, and what it says about itself. */
function bench(play: (requestId: string, signal: AbortSignal) => AsyncIterable<GenerateStep>) {
  const recorded: { name: string; fields: unknown }[] = [];
  const shown: Making[] = [];
  const settled: Making[] = [];
  let clockMs = 1_000;
  const parts: MakerParts = {
    generate: async ({ requestId }, signal) => play(requestId, signal),
    record: (name, fields) => void recorded.push({ name, fields }),
    now: () => clockMs,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    explain: () => "The server did not answer.",
    onChange: (making) => void shown.push(making),
    onSettled: (making) => void settled.push(making),
  };
  const pass = (ms: number) => {
    clockMs += ms;
  };
  return { maker: createMaker(parts), recorded, shown, settled, pass };
}

const phases = (makings: readonly Making[]) => makings.map(({ phase }) => phase);

describe("making a picture", () => {
  it("[IS6] follows it from the ask to the end, and settles once", async () => {
    const { maker, shown, settled, recorded } = bench(async function* (requestId) {
      yield* [routed, drawn, done(requestId)];
    });
    await maker.make(wish);
    expect(phases(shown)).toEqual(["under-way", "under-way", "under-way", "done"]);
    expect(phases(settled)).toEqual(["done"]);
    expect(recorded).toEqual([
      {
        name: "prompt.submitted",
        fields: {
          requestId: expect.stringMatching(/^req_[a-z0-9]{20}$/),
          medium: "image",
          model: wish.model,
          promptLength: 6,
          attempt: "first",
        },
      },
    ]);
  });

  it("[IS6] asks under the id that it records, a new one each time, and says how the asks follow each other", async () => {
    const asked: string[] = [];
    const { maker, recorded } = bench(async function* (requestId) {
      asked.push(requestId);
      yield done(requestId);
    });
    await maker.make(wish);
    await maker.make(wish);
    expect(recorded.map(({ fields }) => fields)).toMatchObject([
      { requestId: asked[0], attempt: "first" },
      { requestId: asked[1], attempt: "again" },
    ]);
    expect(asked[0]).not.toBe(asked[1]);
  });

  it("[IS6] is one at a time", async () => {
    let asks = 0;
    const { maker } = bench(async function* (requestId) {
      asks += 1;
      yield done(requestId);
    });
    await Promise.all([maker.make(wish), maker.make(wish)]);
    expect(asks).toBe(1);
  });

  it("[IS7] that ends without an end was cut off, and can be tried again", async () => {
    const { maker, settled } = bench(async function* () {
      yield* [routed, drawn];
    });
    await maker.make(wish);
    expect(settled).toMatchObject([{ phase: "failed", retryable: true, message: expect.stringContaining("lost") }]);
  });

  it("[IS7] that breaks after it began was cut off; before that, the failure is explained", async () => {
    const late = bench(async function* () {
      yield routed;
      throw new Error("reset");
    });
    await late.maker.make(wish);
    expect(late.settled).toMatchObject([{ phase: "failed", message: expect.stringContaining("lost") }]);

    // biome-ignore lint/correctness/useYield: it breaks before the first step
    const early = bench(async function* () {
      throw new Error("refused");
    });
    await early.maker.make(wish);
    expect(early.settled).toMatchObject([{ phase: "failed", message: "The server did not answer." }]);
  });

  it("[IS4] takes the ask off the network when it is cancelled, and says how long was waited for what", async () => {
    let heard: AbortSignal | null = null;
    const { maker, shown, settled, recorded, pass } = bench(async function* (requestId, signal) {
      heard = signal;
      yield* [routed, drawn];
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield done(requestId);
    });
    const making = maker.make(wish);
    await expect.poll(() => phases(shown)).toHaveLength(3);
    pass(2_500);
    maker.cancel();
    await making;
    expect(heard).toMatchObject({ aborted: true });
    expect(phases(settled)).toEqual(["cancelled"]);
    expect(shown.at(-1)?.phase).toBe("cancelled");
    expect(recorded.slice(1)).toMatchObject([
      { name: "answer.awaited", fields: { medium: "image", model: wish.model, waitedMs: 2_500, received: "part" } },
    ]);
  });

  it("[IS4] records nothing when there is nothing to cancel", async () => {
    const { maker, recorded } = bench(async function* (requestId) {
      yield done(requestId);
    });
    maker.cancel();
    await maker.make(wish);
    maker.cancel();
    expect(recorded.map(({ name }) => name)).toEqual(["prompt.submitted"]);
  });
});
