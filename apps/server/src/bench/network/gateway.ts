import { setTimeout as sleep } from "node:timers/promises";
import { paymentHeaders } from "@flywheel/network/gateway";
import { usageOf } from "../process-tree.ts";
import { quantile } from "../quantile.ts";
import { type Stage, startStage } from "./start-stage.ts";

const chat = (stage: Stage, body: object, { by = stage.fetch, headers = {} } = {}) =>
  by(`${stage.origin}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ model: "quillworks/quill-3-mini", ...body }),
  });

/** A whole chat request over HTTP, paid by a session that is open, signed and kept: nothing waits on purpose. */
export async function benchOverhead(state: "memory" | "store", requests: number) {
  const stage = await startStage({ pace: 0, state, places: null });
  try {
    const tookMs: number[] = [];
    const first = await chat(stage, { messages: [{ role: "user", content: "What is 6 * 7?" }] });
    // From then on without the client's own work of paying.
    const session = {
      by: fetch,
      headers: { [paymentHeaders.session]: first.headers.get(paymentHeaders.session) ?? "" },
    };
    await first.text();
    for (let turn = 0; turn < requests + 50; turn += 1) {
      const startedMs = performance.now();
      const response = await chat(stage, { messages: [{ role: "user", content: `What is ${turn} * 7?` }] }, session);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`the gateway answered ${response.status}: ${text}`);
      if (turn >= 50) tookMs.push(performance.now() - startedMs);
    }
    return { p50: tenths(quantile(tookMs, 0.5)), p99: tenths(quantile(tookMs, 0.99)) };
  } finally {
    await stage.stop();
  }
}

const story = "Write a long story about a lighthouse, its keeper, a storm and what the sea gave back";

/** So many streams open at once, each slow and read as it comes; what the process weighs at most while they are. */
export async function benchStreams(streams: number) {
  const stage = await startStage({ pace: 6, state: "memory", places: streams });
  let [open, held, peakMb, whole] = [0, 0, 0, 0];
  const watching = setInterval(async () => {
    held = Math.max(held, open);
    peakMb = Math.max(peakMb, (await usageOf(stage.pid))?.residentMb ?? Number.NaN);
  }, 250);
  try {
    const one = async (turn: number) => {
      const response = await chat(stage, {
        model: "meridian-nine/atlas-large",
        stream: true,
        messages: [{ role: "user", content: `${story}, number ${turn}` }],
      });
      if (response.status !== 200) throw new Error(`the gateway answered ${response.status}`);
      open += 1;
      const text = await response.text();
      open -= 1;
      if (text.includes("tee_signature")) whole += 1;
    };
    const all: Promise<void>[] = [];
    for (let turn = 0; turn < streams; turn += 1) {
      all.push(one(turn));
      if (turn % 20 === 19) await sleep(20);
    }
    await Promise.all(all);
    return { streamsHeld: held, peakMb: Math.round(peakMb), whole };
  } finally {
    clearInterval(watching);
    await stage.stop();
  }
}

/** How long the health of the same process takes to be told while pictures are painted all the time, and while none is. */
export async function benchHealth(pictures: number, seconds: number) {
  const stage = await startStage({ pace: 0, state: "memory", places: null });
  const ask = () => fetch(`${stage.origin}/health`).then((response) => response.text());
  const sample = async (untilMs: number) => {
    const tookMs: number[] = [];
    while (performance.now() < untilMs) {
      const startedMs = performance.now();
      await ask();
      tookMs.push(performance.now() - startedMs);
      await sleep(10);
    }
    return tenths(quantile(tookMs, 0.99));
  };
  try {
    for (let warm = 0; warm < 50; warm += 1) await ask();
    const idle = await sample(performance.now() + 2_000);
    let painting = true;
    let painted = 0;
    const painters = Array.from({ length: pictures }, async (_, painter) => {
      while (painting) {
        const response = await stage.fetch(`${stage.origin}/v1/images/generations`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ model: "saltbox/broadside", prompt: `a harbour at dusk ${painter}`, size: "512x512" }),
        });
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`the gateway answered ${response.status}`);
        painted += 1;
      }
    });
    const busy = await sample(performance.now() + seconds * 1_000);
    painting = false;
    await Promise.all(painters);
    return { idle, busy, painted };
  } finally {
    await stage.stop();
  }
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;
