import { createHash } from "node:crypto";
import { type Experiments, payloadOf } from "@flywheel/experiments";

/** All features as GrowthBook's SDKs read them. */
export type FeatureMessage = {
  /** `{status, features, experiments, dateUpdated}`, on one line. */
  readonly json: string;
  /** Of the features alone, so that every server of a database says the same of the same. */
  readonly etag: string;
};

export type Listener = {
  /** Where they listen from, by a name that those of one household or office share. */
  readonly from: string;
  /** There is another message than the last. */
  readonly onNews: () => void;
  /** Nothing will come any more. */
  readonly onEnd: () => void;
};

export type FeatureFeed = {
  /** What is so now, read anew. @throws what the register throws */
  read(): Promise<FeatureMessage>;
  /** What was read last. */
  last(): FeatureMessage | null;
  /** Returns how to stop; null where too many listen, there or from that place, or nothing will come any more. */
  listen(listener: Listener): (() => void) | null;
  /** How many listen. */
  listening(): number;
  /** The experiments that were given, except that a change through them is news at once. */
  readonly experiments: Experiments;
  /** Ends every stream, and takes no new one. */
  close(): void;
};

export type FeatureFeedParts = {
  readonly experiments: Experiments;
  readonly now: () => number;
  /** How often changes of other servers are looked for, while anybody listens. */
  readonly lookEveryMs?: number;
  readonly mostListeners?: number;
  /** How many of them may come from one place, so that no one takes what is there for all. */
  readonly mostFromOnePlace?: number;
};

/** What runs, for whoever asks and whoever listens. Looks by itself only while somebody listens. */
export function createFeatureFeed(parts: FeatureFeedParts): FeatureFeed {
  const { experiments, now, lookEveryMs = 2_000, mostListeners = 1_000, mostFromOnePlace = 100 } = parts;
  const listeners = new Set<Listener>();
  let message: FeatureMessage | null = null;
  let updatedMs = 0;
  let asked = 0;
  let answered = 0;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  async function read(): Promise<FeatureMessage> {
    asked += 1;
    const turn = asked;
    const features = payloadOf(await experiments.list());
    // A slow answer may be older than what is known by now.
    if (message && turn < answered) return message;
    answered = turn;
    const etag = `W/"${createHash("sha256").update(JSON.stringify(features)).digest("base64url").slice(0, 22)}"`;
    if (message?.etag === etag) return message;
    // SDKs take a message with the date that they know for the one that they know: no two may share one.
    updatedMs = Math.max(now(), updatedMs + 1);
    const dateUpdated = new Date(updatedMs).toISOString();
    message = { json: JSON.stringify({ status: 200, features, experiments: [], dateUpdated }), etag };
    for (const { onNews } of listeners) onNews();
    return message;
  }

  /** A register that does not answer now is asked again: who listens keeps what they have. */
  const look = () => read().then(nothing, nothing);

  const countFrom = (place: string) => [...listeners].filter(({ from }) => from === place).length;

  function lookLater(): void {
    if (timer || isClosed || listeners.size === 0) return;
    timer = setTimeout(async () => {
      await look();
      timer = null;
      lookLater();
    }, lookEveryMs).unref();
  }

  return {
    read,
    last: () => message,

    listen(listener) {
      if (isClosed || listeners.size >= mostListeners || countFrom(listener.from) >= mostFromOnePlace) return null;
      listeners.add(listener);
      lookLater();
      return () => void listeners.delete(listener);
    },

    listening: () => listeners.size,

    experiments: {
      ...experiments,
      async change(ask) {
        const outcome = await experiments.change(ask);
        if (outcome.outcome === "changed" && listeners.size > 0) void look();
        return outcome;
      },
    },

    close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      for (const { onEnd } of listeners) onEnd();
      listeners.clear();
    },
  };
}

const nothing = () => {};
