import type { Medium, ModelId } from "@flywheel/vocabulary";
import { CallLostError } from "./call-lost.ts";
import type { Call } from "./endpoint.ts";
import { type RemoteModel, readModelList } from "./model-list.ts";
import { most, type Patience } from "./patience.ts";
import { readJson } from "./read-json.ts";

/** What the last look found. `refused`: an HTTP error, such as a wrong key. `malformed`: no list of models. */
export type EndpointState = "usable" | "unreachable" | "refused" | "malformed";

export type Catalogue = {
  models(): readonly RemoteModel[];
  find(id: ModelId, medium: Medium): RemoteModel | undefined;
  state(): { readonly state: EndpointState; readonly sinceMs: number };
  /** An ask could not reach the endpoint: worth a look of its own. */
  doubt(): void;
  close(): void;
};

type CatalogueParts = { readonly call: Call; readonly patience: Patience; readonly now: () => number };

/** What the endpoint offers, looked up now and again. One that does not answer offers what it did, or nothing yet. */
export async function openCatalogue({ call, patience, now }: CatalogueParts): Promise<Catalogue> {
  const closing = new AbortController();
  let models: readonly RemoteModel[] = [];
  let state: EndpointState = "unreachable";
  let sinceMs = now();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  const look = async () => {
    if (looking || closing.signal.aborted) return;
    looking = true;
    clearTimeout(timer);
    const found = await lookUp(call, patience, closing.signal);
    if (found.models) models = found.models;
    if (found.state !== state) sinceMs = now();
    state = found.state;
    looking = false;
    if (closing.signal.aborted) return;
    timer = setTimeout(look, state === "usable" ? patience.lookEveryMs : patience.lookAgainMs);
    timer.unref();
  };
  await look();

  return {
    models: () => models,
    find: (id, medium) => models.find(({ hosted }) => hosted.id === id && hosted.medium === medium),
    state: () => ({ state, sinceMs }),
    doubt: () => void look(),
    close() {
      closing.abort();
      clearTimeout(timer);
    },
  };
}

type Found = { readonly state: EndpointState; readonly models?: readonly RemoteModel[] };

async function lookUp(call: Call, { listMs }: Patience, signal: AbortSignal): Promise<Found> {
  try {
    const answer = await call("/models", null, { firstByteMs: listMs, silenceMs: listMs, totalMs: listMs }, signal);
    try {
      if (answer.status !== 200) return { state: "refused" };
      const models = readModelList(await readJson(answer, most.list));
      return models ? { state: "usable", models } : { state: "malformed" };
    } finally {
      answer.hangUp();
    }
  } catch (cause) {
    if (!(cause instanceof CallLostError)) throw cause;
    return { state: cause.because === "malformed" || cause.because === "too-large" ? "malformed" : "unreachable" };
  }
}
