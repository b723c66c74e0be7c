import type { Context, MiddlewareHandler } from "hono";

/** What is read and thrown away of a body that is too large, so that its sender is still there to read the answer. */
const drainedBytes = 32 * 1024 * 1024;
const drainedMs = 5_000;

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * Refuses a body of more than `maxBytes` with 413. The answer goes out at once and the connection ends with it, for no
 * later request may be lost on it, but it ends only when the body has: a socket that is closed with bytes unread is
 * reset, and a reset takes an answer with it that was not read yet (RFC 9112, section 9.6). Hono's own limit does that.
 */
export function limitedTo(maxBytes: number): MiddlewareHandler {
  return async (c, next) => {
    const { body } = c.req.raw;
    const announced = announcedBytes(c);
    if (!body || (announced !== null && announced <= maxBytes)) return next();
    const reader: BodyReader = body.getReader();
    const whole = announced === null ? await readWhole(reader, maxBytes) : null;
    if (whole) {
      c.req.raw = new Request(c.req.raw, { body: whole });
      return next();
    }
    const answer = new TextEncoder().encode(
      JSON.stringify({ error: `the body is larger than ${maxBytes} bytes: send less at a time` }),
    );
    return c.body(lingering(answer, drained(reader)), 413, {
      "content-type": "application/json",
      "content-length": String(answer.length),
      connection: "close",
    });
  };
}

/** Says everything at once and ends later. */
const lingering = (answer: Uint8Array<ArrayBuffer>, end: Promise<void>) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      controller.enqueue(answer);
      await end;
      controller.close();
    },
  });

/** HTTP reads no more of a body than its announced length; a body in chunks announces none (null). */
export function announcedBytes(c: Context): number | null {
  const length = c.req.header("content-length");
  return length === undefined || c.req.header("transfer-encoding") !== undefined ? null : Number(length);
}

/** The body, or null as soon as it is larger than `maxBytes`. */
async function readWhole(reader: BodyReader, maxBytes: number): Promise<Blob | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    bytes += value?.length ?? 0;
    if (bytes > maxBytes) return null;
    if (value) parts.push(Uint8Array.from(value));
  }
  return new Blob(parts);
}

/** Resolves when the rest of the body has come, or too much or too long of it, or its sender has gone. */
async function drained(reader: BodyReader): Promise<void> {
  let bytes = 0;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void reader.cancel().catch(() => {});
  }, drainedMs);
  try {
    while (bytes <= drainedBytes && !isLate) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.length;
    }
  } catch {
    // The sender has gone: nobody is left to be told.
  } finally {
    clearTimeout(timer);
  }
}
