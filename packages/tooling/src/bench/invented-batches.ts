import { mint } from "@flywheel/vocabulary/mint";

type Parts = {
  readonly visitors: number;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** Batches as a sender with a write key brings them: what visitors do most, spread over many of them. */
export function inventBatches({ visitors, now, randomBytes }: Parts): (events: number) => unknown {
  const people = Array.from({ length: visitors }, () => ({
    visitorId: mint<string>("vis", randomBytes),
    sessionId: mint<string>("ses", randomBytes),
  }));
  let made = 0;

  return (events) => {
    const sentAtMs = now();
    return {
      sentAtMs,
      lost: 0,
      events: Array.from({ length: events }, () => {
        made += 1;
        const kind = kinds[made % kinds.length] ?? kinds[0];
        return {
          ...people[(made * 7919) % people.length],
          ...kind,
          id: mint<string>("evt", randomBytes),
          app: "image-studio",
          atMs: sentAtMs,
          seq: made,
        };
      }),
    };
  };
}

const kinds = [
  { name: "app.opened", fields: {} },
  { name: "surface.viewed", fields: { surface: "gallery" } },
  { name: "prompt.started", fields: { medium: "image" } },
] as const;
