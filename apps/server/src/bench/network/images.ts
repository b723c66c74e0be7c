import { randomBytes } from "node:crypto";
import { createMemoryNetworkState, createNetwork, openClient } from "@flywheel/network";
import { type ModelId, mint, type RequestId } from "@flywheel/vocabulary";
import { quantile } from "../quantile.ts";

const prompts = [
  "a lighthouse in the fog",
  "three foxes in a snowy wood at night",
  "a red bicycle before a white wall",
  "a sailing boat on a calm sea at dawn",
] as const;

/** CPU time of a 512 px picture with six previews, all threads of the process together: by model, the median of its prompts. */
export async function benchImages(): Promise<Readonly<Record<string, number>>> {
  const parts = { state: createMemoryNetworkState(), now: Date.now, randomBytes };
  const network = await createNetwork({ ...parts, seed: 7, pace: 0, report: () => {} });
  const client = await openClient({ ...parts, network, app: "bench" });
  const models = network.models().filter(({ medium }) => medium === "image");
  const cpuMs = async (model: ModelId, prompt: string) => {
    const before = process.cpuUsage();
    const ask = {
      requestId: mint<RequestId>("req", randomBytes),
      appId: "bench",
      model,
      prompt,
      width: 512,
      height: 512,
      seed: 7,
      previews: 6,
    };
    for await (const part of client.image(ask, new AbortController().signal)) {
      if (part.kind === "refused" || part.kind === "failed") throw new Error(`the picture ${part.kind}`);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  try {
    // Both workers start and warm up first.
    for (const { id } of models) await Promise.all([cpuMs(id, "warm"), cpuMs(id, "warm too")]);
    const measured: Record<string, number> = {};
    for (const { id } of models) {
      const each: number[] = [];
      for (const prompt of prompts) each.push(await cpuMs(id, prompt));
      measured[id] = Math.round(quantile(each, 0.5));
    }
    return measured;
  } finally {
    await network.close();
  }
}
