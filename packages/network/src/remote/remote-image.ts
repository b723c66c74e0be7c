import { z } from "zod";
import type { ImageAsk, ImagePart } from "../port.ts";
import { checkReference } from "../serving/check-reference.ts";
import { imageCostMicroUsd } from "../serving/image-cost.ts";
import { CallLostError } from "./call-lost.ts";
import { costOf } from "./cost.ts";
import { keep, type RemoteDesk } from "./desk.ts";
import type { RemoteModel } from "./model-list.ts";
import { most } from "./patience.ts";
import { readJson } from "./read-json.ts";
import { receiptIn } from "./tee-fields.ts";
import { brokeWithin, turnedAway } from "./turned-away.ts";

/** Pictures at the endpoint: no previews on the way, and none is owed that did not come. */
export async function* remoteImage(
  desk: RemoteDesk,
  ask: ImageAsk,
  model: RemoteModel,
  signal: AbortSignal,
): AsyncGenerator<ImagePart> {
  const { call, patience, closing, now } = desk;
  const startedMs = now();
  const count = ask.count ?? 1;
  const path = ask.reference ? "/images/edits" : "/images/generations";
  // A picture comes all at once, after a silence as long as it takes.
  const limits = { ...patience, firstByteMs: patience.totalMs };
  const answer = await call(path, bodyOf(ask, model), limits, AbortSignal.any([signal, closing]));
  try {
    if (answer.status !== 200) {
      yield await turnedAway(answer, ask.model, now());
      return;
    }
    const body = await readJson(answer, most.image * count);
    if (isError(body)) {
      yield brokeWithin(body, ask.model);
      return;
    }
    const images = picturesIn(body, count);
    const servedMs = now() - startedMs;
    const capMicroUsd = imageCostMicroUsd(model.hosted, ask);
    const receipt = receiptIn(body);
    await keep(desk, ask.requestId, receipt);
    const served = {
      receipt,
      node: null,
      session: null,
      costMicroUsd: costOf(body, capMicroUsd, capMicroUsd),
      unbilledMicroUsd: 0,
      queuedMs: 0,
      firstOutputMs: servedMs,
      servedMs,
      inputTokens: 0,
      outputTokens: 0,
      images: images.length,
    };
    yield { kind: "completed", images, served };
  } finally {
    answer.hangUp();
  }
}

function bodyOf(ask: ImageAsk, { theirs }: RemoteModel): FormData | object {
  const fields = {
    model: theirs,
    prompt: ask.prompt,
    n: ask.count ?? 1,
    size: `${ask.width}x${ask.height}`,
    response_format: "b64_json",
  };
  if (!ask.reference) return fields;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  form.set("image", new Blob([Uint8Array.from(ask.reference)], { type: "image/png" }), "reference.png");
  return form;
}

const isError = (body: unknown) =>
  typeof body === "object" && body !== null && "error" in body && body.error !== null && body.error !== undefined;

const Pictures = z.object({ data: z.array(z.object({ b64_json: z.base64() })) });

/** As many PNG files as were asked for, whole and of a size that can be worked from; an address instead is followed nowhere. @throws CallLostError */
function picturesIn(body: unknown, count: number): readonly Uint8Array[] {
  const { data } = Pictures.safeParse(body);
  const images = data?.data.map(({ b64_json }) => Uint8Array.from(Buffer.from(b64_json, "base64"))) ?? [];
  if (images.length !== count || !images.every((image) => checkReference(image).outcome === "usable"))
    throw new CallLostError("malformed");
  return images;
}
