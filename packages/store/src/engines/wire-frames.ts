/** One message of PostgreSQL's wire protocol, as its bytes. `kind` is its type letter; the first message has none. */
export type Frame = { readonly kind: string; readonly bytes: Uint8Array };

const firstMessages = new Map([
  [80_877_102, "cancel"],
  [80_877_103, "encrypt"], // TLS
  [80_877_104, "encrypt"], // GSSAPI
  [196_608, "startup"],
]);

/** What PostgreSQL allows as well; a web browser that lost its way would seem to announce a gigabyte. */
const longestFirstMessage = 10_000;

/**
 * Cuts a stream of bytes into messages. The first ones have no type letter: requests for encryption, then the startup.
 * Source: PostgreSQL documentation, chapter "Frontend/Backend Protocol", "Message Formats".
 */
export function createFrameReader(): (bytes: Buffer) => Frame[] {
  let waiting: Buffer = Buffer.alloc(0);
  let hasStarted = false;

  const next = (): Frame | null => {
    const letters = hasStarted ? 1 : 0;
    if (waiting.length < letters + 4) return null;
    const length = letters + waiting.readInt32BE(letters);
    if (length < letters + 4 || (!hasStarted && length > longestFirstMessage)) {
      throw new RangeError("a message with a length that cannot be");
    }
    if (waiting.length < length) return null;
    const bytes = new Uint8Array(waiting.subarray(0, length));
    const kind = hasStarted ? String.fromCharCode(waiting[0] ?? 0) : (firstMessages.get(waiting.readInt32BE(4)) ?? "?");
    waiting = waiting.subarray(length);
    hasStarted ||= kind === "startup";
    return { kind, bytes };
  };

  return (bytes) => {
    waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
    const frames: Frame[] = [];
    for (let frame = next(); frame !== null; frame = next()) frames.push(frame);
    return frames;
  };
}

/** After these a client waits for an answer, so everything up to one of them belongs together. */
export const endsUnit = ({ kind }: Frame): boolean =>
  kind === "startup" || kind === "Q" || kind === "S" || kind === "H" || kind === "F";

/** An error as a server sends it before it hangs up. */
export function fatal(sqlstate: string, sentence: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlstate}\0M${sentence}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(4 + fields.length, 1);
  return Buffer.concat([head, fields]);
}
