import type { Medium } from "@flywheel/vocabulary";
import { z } from "zod";

/** Where endpoints say what a model makes: our own gateway, OpenRouter, Together. */
const Said = z.object({
  medium: z.enum(["text", "image"]).optional().catch(undefined),
  architecture: z
    .object({ output_modalities: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
  type: z.string().optional().catch(undefined),
});

const types: Readonly<Record<string, Medium | null>> = {
  chat: "text",
  language: "text",
  image: "image",
  embedding: null,
  embeddings: null,
  moderation: null,
  rerank: null,
  audio: null,
  transcribe: null,
  video: null,
};

/** Whole words of a name, so that `sd-turbo` paints and `qsdk` does not. */
const neither =
  /(?:^|[^a-z])(?:embed(?:ding)?s?|embed-text|bge|e5|gte|whisper|tts|transcribe|rerank(?:er)?|moderation|guard|audio|realtime|video|sora)(?:[^a-z]|$)/;
const paints =
  /(?:^|[^a-z])(?:images?|imagen|dall-?e|flux|sd|sdxl|stable-?diffusion|diffusion|midjourney|kandinsky|pixart|playground|ideogram|recraft|seedream|hidream)(?:[^a-z]|$)/;

/** What a model makes, by what the endpoint says, else by a careful guess at its name; null when neither text nor pictures. */
export function mediumOf(entry: unknown, id: string): Medium | null {
  const said = Said.safeParse(entry).data;
  if (said?.medium) return said.medium;
  const outputs = said?.architecture?.output_modalities;
  if (outputs) return outputs.includes("text") ? "text" : outputs.includes("image") ? "image" : null;
  const byType = types[said?.type?.toLowerCase() ?? ""];
  if (byType !== undefined) return byType;
  const name = id.toLowerCase();
  if (neither.test(name)) return null;
  return paints.test(name) ? "image" : "text";
}
