import { ModelId } from "@flywheel/vocabulary";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeOf } from "./decimal.ts";
import { mediumOf } from "./medium.ts";
import { nameModels } from "./model-ids.ts";
import { readModelList } from "./model-list.ts";

const list = (...data: readonly unknown[]) =>
  readModelList({ object: "list", data })?.map(({ hosted }) => hosted) ?? null;

describe("the endpoint's list", () => {
  it("[NE135] becomes models of ours; an entry that cannot be read costs the others nothing", () => {
    const models = readModelList({
      data: [
        null,
        { id: 7 },
        { id: "" },
        { id: "gpt-4o-mini", owned_by: "OpenAI Inc.", description: "Small\n\tand quick." },
      ],
    });
    expect(models).toEqual([
      {
        theirs: "gpt-4o-mini",
        hosted: {
          id: "openai-inc/gpt-4o-mini",
          medium: "text",
          publisher: "OpenAI Inc.",
          name: "gpt-4o-mini",
          about: "Small and quick.",
          state: "hosted",
          inputMicroUsdPerMillion: 500_000,
          outputMicroUsdPerMillion: 1_500_000,
          imageMicroUsd: 0,
        },
      },
    ]);
  });

  it("[NE135] is none when it is something else", () => {
    for (const body of [null, "<html>", { models: [] }, { data: {} }]) expect(readModelList(body)).toBeNull();
  });
});

describe("names", () => {
  it.each([
    ["llama3.2:3b", "library", "library/llama3.2-3b"],
    ["gpt-4o-mini", "", "local/gpt-4o-mini"],
    ["openai/gpt-4.1", "system", "openai/gpt-4.1"],
    ["Qwen/Qwen2.5-VL", "vllm", "qwen/qwen2.5-vl"],
    ["/models/My Model_v2.gguf", "llamacpp", "llamacpp/models-my-model-v2.gguf"],
    ["模型", "", "local/model"],
  ])("[NE136] %s of %s is %s", (id, ownedBy, ours) => {
    expect([...nameModels([{ id, ownedBy }])]).toEqual([[ours, id]]);
  });

  it("[NE136] whatever the endpoint calls its models, each has one id of ours, in any order, and the way back", () => {
    const id = fc.oneof(
      fc.string({ minLength: 1, maxLength: 90 }),
      fc.stringMatching(/^[aA][:_/-][bB]$/),
      fc.stringMatching(/^[a-c]{1,2}\/[a-c.]{60,70}$/),
    );
    const models = fc.uniqueArray(fc.record({ id, ownedBy: fc.string({ maxLength: 40 }) }), {
      selector: (model) => model.id,
      maxLength: 20,
    });
    fc.assert(
      fc.property(models, (given) => {
        const names = nameModels(given);
        expect([...names.values()].sort()).toEqual(given.map((model) => model.id).sort());
        for (const ours of names.keys()) expect(ModelId.safeParse(ours).success).toBe(true);
        expect(nameModels([...given].reverse())).toEqual(names);
      }),
    );
  });
});

describe("what a model makes", () => {
  it.each([
    [{ medium: "image" }, "plain-name", "image"],
    [{ architecture: { output_modalities: ["image", "text"] } }, "x/flux", "text"],
    [{ architecture: { output_modalities: ["image"] } }, "x/y", "image"],
    [{ type: "embedding" }, "x/y", null],
    [{ type: "Chat" }, "sdxl", "text"],
    [{}, "dall-e-3", "image"],
    [{}, "gpt-image-1", "image"],
    [{}, "black-forest-labs/FLUX.1-schnell", "image"],
    [{}, "sd3.5-large", "image"],
    [{}, "stable-diffusion-xl", "image"],
    [{}, "qsdk-chat", "text"],
    [{}, "imaginary-writer", "text"],
    [{}, "llama3.2:3b", "text"],
    [{}, "nomic-embed-text", null],
    [{}, "whisper-1", null],
    [{}, "tts-1-hd", null],
  ])("[NE137] said %j, named %s: %s", (entry, id, medium) => {
    expect(mediumOf(entry, id)).toBe(medium);
  });
});

describe("prices", () => {
  it("[NE138] of our own gateway are dollars a million and a picture", () => {
    const text = { usd_per_million_input_tokens: "0.100000", usd_per_million_output_tokens: "0.400000" };
    expect(list({ id: "a/b", pricing: text })).toMatchObject([
      { inputMicroUsdPerMillion: 100_000, outputMicroUsdPerMillion: 400_000, imageMicroUsd: 0 },
    ]);
    expect(list({ id: "a/b", medium: "image", pricing: { usd_per_image: "0.015000" } })).toMatchObject([
      { inputMicroUsdPerMillion: 0, outputMicroUsdPerMillion: 0, imageMicroUsd: 15_000 },
    ]);
  });

  it("[NE138] of OpenRouter are dollars a token; a price of nothing is a price", () => {
    expect(list({ id: "a/b", pricing: { prompt: "0.00000015", completion: "0" } })).toMatchObject([
      { inputMicroUsdPerMillion: 150_000, outputMicroUsdPerMillion: 0 },
    ]);
  });

  it.each([[undefined], ["free"], [{}], [{ prompt: "-1", completion: "1e9" }]])(
    "[NE138] ours count where %j names none, or one beyond belief",
    (pricing) => {
      expect(list({ id: "a/b", pricing })).toMatchObject([
        { inputMicroUsdPerMillion: 500_000, outputMicroUsdPerMillion: 1_500_000 },
      ]);
      expect(list({ id: "a/flux", pricing })).toMatchObject([{ imageMicroUsd: 40_000 }]);
    },
  );

  it("[NE138] are computed in integers and rounded up", () => {
    expect(wholeOf("0.000000000000000001", 6)).toBe(1);
    expect(wholeOf("3e-05", 6)).toBe(30);
    expect(wholeOf(1.5e-7, 12)).toBe(150_000);
    expect(wholeOf("8.1", 1)).toBe(81);
    for (const none of ["", "-1", "NaN", "1e99", "0x1", null, {}, Number.POSITIVE_INFINITY])
      expect(wholeOf(none, 6)).toBeNull();
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), (micro) => {
        const digits = micro.toString().padStart(7, "0");
        expect(wholeOf(`${digits.slice(0, -6)}.${digits.slice(-6)}`, 6)).toBe(Number(micro));
      }),
    );
  });
});
