import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Commission, Painting, Renderer } from "./painting/renderer.ts";
import type { PaintReply, PaintRequest } from "./render-worker.ts";

export class PaintingFailedError extends Error {
  override name = "PaintingFailedError";
  constructor(readonly facts: { readonly because: "crashed" | "closed" | "refused" | "unreadable" }) {
    super(`a painter ended as ${facts.because}`);
  }
}

type Job = {
  readonly commission: Commission;
  readonly resolve: (painting: Painting) => void;
  readonly reject: (error: Error) => void;
};
type Painter = { readonly worker: Worker; job: Job | null };

/** Paints in worker threads, so that the process that serves everybody stays free. Workers start when first needed. */
export function createRenderPool(size = Math.min(2, Math.max(1, availableParallelism() - 1))): Renderer {
  const painters = new Set<Painter>();
  const waiting: Job[] = [];
  let closed = false;

  function assign(): void {
    const job = waiting[0];
    if (!job) return;
    const idle = [...painters].find((painter) => painter.job === null);
    const painter = idle ?? (painters.size < size ? hire() : null);
    if (!painter) return;
    waiting.shift();
    painter.job = job;
    painter.worker.ref();
    painter.worker.postMessage(job.commission satisfies PaintRequest);
    assign();
  }

  function hire(): Painter {
    const painter: Painter = { worker: startWorker(), job: null };
    painters.add(painter);
    painter.worker.on("message", (reply: PaintReply) => {
      finish(painter, (job) =>
        reply.outcome === "painted" ? job.resolve(reply.painting) : job.reject(failure(reply.outcome)),
      );
    });
    const gone = () => {
      painters.delete(painter);
      finish(painter, (job) => job.reject(failure(closed ? "closed" : "crashed")));
    };
    painter.worker.on("error", gone);
    painter.worker.on("exit", gone);
    painter.worker.unref();
    return painter;
  }

  function finish(painter: Painter, end: (job: Job) => void): void {
    const { job } = painter;
    painter.job = null;
    painter.worker.unref();
    if (job) end(job);
    if (!closed) assign();
  }

  return {
    paint: (commission) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(failure("closed"));
          return;
        }
        waiting.push({ commission, resolve, reject });
        assign();
      }),
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(failure("closed"));
      await Promise.all([...painters].map(({ worker }) => worker.terminate()));
    },
  };
}

const failure = (because: PaintingFailedError["facts"]["because"]) => new PaintingFailedError({ because });

/** What a painter's heap may hold, in megabytes. One that needs more dies alone, and its picture is not owed. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 64 };

/** Beside this file lies the worker: as source while we develop and test, as a bundle of its own when built. */
function startWorker(): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("./render-worker.js", import.meta.url), { resourceLimits });
  // Node 20 applies no loader to a worker's imports, but tsx hooks into require.
  const hook = createRequire(import.meta.url).resolve("tsx/cjs");
  const source = fileURLToPath(new URL("./render-worker.ts", import.meta.url));
  return new Worker(`require(${JSON.stringify(hook)}); require(${JSON.stringify(source)});`, {
    eval: true,
    resourceLimits,
  });
}
