import type { ChatPart, Network } from "@flywheel/network";
import type { RequestId } from "@flywheel/vocabulary";

export type ChatEnd = Extract<ChatPart, { kind: "completed" | "refused" | "failed" }>;

/** Hears how a chat goes on the network's side, whatever becomes of the one who reads it. */
export type ChatObserver = {
  readonly verified: (part: Extract<ChatPart, { kind: "verified" }>) => void;
  readonly routed: (part: Extract<ChatPart, { kind: "routed" }>) => void;
  readonly ended: (end: ChatEnd) => void;
};

export type MeteredNetwork = {
  readonly network: Network;
  /**
   * Watches one request; at most one observer for each. The answer tells that the reader is done: a request that never
   * reached the network by then ends as failed, so that an observer always hears an end.
   */
  observe(requestId: RequestId, observer: ChatObserver): { readerIsDone(): void };
};

/**
 * A network that tells an observer how each chat ended. The words travel through the gateway, the AI SDK and a socket,
 * any of which may be cut; what is owed must be known even then. So a pump of its own reads the network's stream to its
 * end, and the reader takes from the pump: a reader who leaves stops nothing but themselves (the abort signal stops the node).
 */
export function meter(network: Network): MeteredNetwork {
  const observers = new Map<RequestId, ChatObserver>();

  return {
    observe(requestId, observer) {
      observers.set(requestId, observer);
      return {
        readerIsDone() {
          if (observers.delete(requestId)) observer.ended(neverAsked);
        },
      };
    },
    network: {
      ...network,
      chat(ask, signal) {
        const observer = observers.get(ask.requestId);
        observers.delete(ask.requestId);
        return observer ? pumped(network.chat(ask, signal), observer) : network.chat(ask, signal);
      },
    },
  };
}

const neverAsked: ChatEnd = { kind: "failed", failure: { source: "gateway", retryable: true }, node: null };

function pumped(parts: AsyncIterable<ChatPart>, observer: ChatObserver): AsyncIterable<ChatPart> {
  return new ReadableStream<ChatPart>({
    async start(controller) {
      let listening = true;
      const pass = (act: () => void) => {
        try {
          if (listening) act();
        } catch {
          listening = false; // the reader has cancelled
        }
      };
      try {
        for await (const part of parts) {
          if (part.kind === "verified") observer.verified(part);
          else if (part.kind === "routed") observer.routed(part);
          else if (part.kind !== "token") observer.ended(part);
          pass(() => controller.enqueue(part));
        }
        pass(() => controller.close());
      } catch (cause) {
        observer.ended(neverAsked);
        pass(() => controller.error(cause));
      }
    },
  });
}
