import type { Frame } from "./wire-frames.ts";

/** A client in the middle of COPY FROM STDIN: the statement and the data that it has sent so far. */
export type CopyIn = { readonly frames: Frame[] };

/** A simple query that asks to be sent data. The store's own statements are the only ones to come here. */
export const startsCopyIn = ({ kind, bytes }: Frame): boolean =>
  kind === "Q" && /^\s*copy\s[^;]*\sfrom\s+stdin\b/i.test(Buffer.from(bytes.subarray(5, 1_000)).toString("latin1"));

/**
 * CopyInResponse: text, no columns named (a client counts them itself). Source: PostgreSQL documentation, "Message
 * Formats".
 */
export const copyInResponse = Buffer.from([0x47, 0, 0, 0, 7, 0, 0, 0]);

/** The statement, its data and the end of it as one message to PGlite. */
export const joined = (frames: readonly Frame[]): Frame => ({
  kind: "copy",
  bytes: new Uint8Array(Buffer.concat(frames.map(({ bytes }) => bytes))),
});

/** The client has had its CopyInResponse; PGlite's own, which comes first if the statement was right, is left out. */
export function withoutCopyInResponse(answer: (part: Buffer) => void): (part: Buffer) => void {
  let held: Buffer | null = Buffer.alloc(0);
  return (part) => {
    if (held === null) return answer(part);
    held = Buffer.concat([held, part]);
    if (held.length < 5) return;
    const length = held[0] === copyInResponse[0] ? 1 + held.readInt32BE(1) : 0;
    if (held.length < length) return;
    const rest = held.subarray(length);
    held = null;
    if (rest.length > 0) answer(rest);
  };
}
