import type { Json } from "./canonical-json.ts";
import { keccakOfJson } from "./hashes.ts";
import { float } from "./python-float.ts";

export type PromptMessage = { readonly role: string; readonly content: string };

/** What a request commits to. The last four only when they were set, as on the real network. */
export type TextRequest = {
  readonly model: string;
  readonly messages: readonly PromptMessage[];
  readonly temperature: number;
  readonly maxTokens?: number;
  readonly stop?: readonly string[];
  readonly tools?: readonly Json[];
  readonly responseFormat?: Json;
  readonly webSearch?: boolean;
};

/** A picture's request. The real network has no form for it: the prompt is its one message, size and seed are ours. */
export type ImageRequest = {
  readonly model: string;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** How many pictures of it; committed to only beyond 1. */
  readonly count?: number;
  /** Of the picture to work from: sha256 of its bytes, hex. Committed to only when there is one. */
  readonly reference?: string;
};

export function committedText(request: TextRequest): Json {
  const { model, messages, temperature, maxTokens, stop, tools, responseFormat, webSearch } = request;
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    temperature: float(temperature),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(stop === undefined ? {} : { stop }),
    ...(tools === undefined ? {} : { tools }),
    ...(responseFormat === undefined ? {} : { response_format: responseFormat }),
    ...(webSearch === undefined ? {} : { web_search: webSearch }),
  };
}

export function committedImage({ model, prompt, width, height, seed, count = 1, reference }: ImageRequest): Json {
  return {
    model,
    messages: [{ role: "user", content: prompt }],
    temperature: float(0),
    size: `${width}x${height}`,
    seed,
    ...(count > 1 ? { n: count } : {}),
    ...(reference === undefined ? {} : { reference }),
  };
}

export const textRequestHash = (request: TextRequest): string => keccakOfJson(committedText(request));
export const imageRequestHash = (request: ImageRequest): string => keccakOfJson(committedImage(request));
