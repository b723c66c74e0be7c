import type { FeatureFeed } from "./feature-feed.ts";

const encoder = new TextEncoder();

/**
 * Server-sent events as GrowthBook's SDKs listen to them: `features` with everything, at once and after each change, and
 * a comment now and then so that nothing on the way takes the line for dead. Who reads slowly gets the newest only:
 * nothing is written before it was asked for. Null where the feed takes nobody more.
 */
export function streamFeatures(
  feed: FeatureFeed,
  from: string,
  heartbeatMs: number,
): ReadableStream<Uint8Array> | null {
  let told: string | null = null;
  let state: "open" | "ended" | "left" = "open";
  let wake = () => {};
  const leave = feed.listen({
    from,
    onNews: () => wake(),
    onEnd() {
      state = "ended";
      wake();
    },
  });
  if (!leave) return null;

  function sayNext(): string | null {
    const message = feed.last();
    if (!message || message.etag === told) return null;
    told = message.etag;
    return `event: features\ndata: ${message.json}\n\n`;
  }

  /** True if the time passed and nobody woke it. */
  const sleep = () =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(true), heartbeatMs).unref();
      wake = () => {
        clearTimeout(timer);
        resolve(false);
      };
    });

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let text = sayNext();
        while (text === null && state === "open") text = (await sleep()) ? ": still here\n\n" : sayNext();
        if (state === "left") return; // it is closed already
        if (text !== null) controller.enqueue(encoder.encode(text));
        else controller.close();
      },
      cancel() {
        leave();
        state = "left";
        wake();
      },
    },
    { highWaterMark: 0 },
  );
}
