import { writeSync } from "node:fs";
import type { Socket } from "node:net";
import type pg from "pg";

/**
 * `COPY ... TO STDOUT` straight into a file: bytes are moved, where pg-copy-streams makes an object of every row. Returns
 * how many rows came. Source: PostgreSQL documentation, "Message Formats", CopyData.
 */
export function copyToFile(client: pg.Client, statement: string, file: number): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(
      new CopyToFile(statement, file, (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))),
    );
  });
}

type Wire = { readonly stream: Socket; query(text: string): void };
type Reader = (bytes: Buffer) => void;

const copyData = 0x64; // d
const copyOutResponse = 0x48; // H
const copyDone = 0x63; // c
const headBytes = 5;

/** What node-postgres calls a submittable: it hears every message of its statement. */
class CopyToFile {
  #rest: Buffer = Buffer.alloc(0);
  #unread = 0;
  readonly #out = Buffer.allocUnsafe(1 << 20);
  #filled = 0;
  #rows = 0;
  #error: Error | undefined;

  constructor(
    readonly text: string,
    readonly file: number,
    readonly end: (outcome: number | Error) => void,
  ) {}

  /** The driver's own reader of the socket steps aside until the last row has come. */
  submit(wire: Wire): void {
    const [driver] = wire.stream.listeners("data") as Reader[];
    if (driver === undefined) throw new TypeError("the driver does not read its socket");
    const reader: Reader = (bytes) => {
      const after = this.#read(bytes);
      if (after === null) return;
      wire.stream.removeListener("data", reader);
      wire.stream.on("data", driver);
      this.#flush();
      if (after.length > 0) driver(after);
    };
    wire.stream.removeListener("data", driver);
    wire.stream.on("data", reader);
    wire.query(this.text);
  }

  /** Takes what belongs to the rows; gives back what comes after them, null while there is nothing. */
  #read(chunk: Buffer): Buffer | null {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = Buffer.alloc(0);
    for (let at = 0; at < bytes.length; ) {
      if (this.#unread > 0) {
        const until = Math.min(bytes.length, at + this.#unread);
        this.#put(bytes, at, until);
        this.#unread -= until - at;
        at = until;
        continue;
      }
      if (bytes.length - at < headBytes) return this.#keep(bytes.subarray(at));
      const kind = bytes[at];
      const length = bytes.readInt32BE(at + 1) - 4;
      if (kind === copyData) {
        this.#unread = length;
        this.#rows += 1;
        at += headBytes;
      } else if (kind === copyOutResponse || kind === copyDone) {
        if (bytes.length - at < headBytes + length) return this.#keep(bytes.subarray(at));
        at += headBytes + length;
      } else return bytes.subarray(at);
    }
    return null;
  }

  #keep(rest: Buffer): null {
    this.#rest = Buffer.from(rest);
    return null;
  }

  #put(bytes: Buffer, from: number, until: number): void {
    for (let at = from; at < until; ) {
      if (this.#filled === this.#out.length) this.#flush();
      const copied = bytes.copy(this.#out, this.#filled, at, until);
      this.#filled += copied;
      at += copied;
    }
  }

  #flush(): void {
    for (let at = 0; at < this.#filled; ) at += this.#writeFrom(at);
    this.#filled = 0;
  }

  /** A full disk is an error of this statement, not of the socket's event. */
  #writeFrom(at: number): number {
    if (this.#error) return this.#filled - at;
    try {
      return writeSync(this.file, this.#out, at, this.#filled - at);
    } catch (error) {
      this.#error = error instanceof Error ? error : new Error("a page could not be written");
      return this.#filled - at;
    }
  }

  handleError(error: Error): void {
    this.#error = error;
    this.end(error);
  }

  handleReadyForQuery(): void {
    this.end(this.#error ?? this.#rows);
  }

  /** After a notice in between, the driver reads the rest of the rows. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.#put(chunk, 0, chunk.length);
    this.#flush();
    this.#rows += 1;
  }

  handleCommandComplete(): void {}
  handleCopyInResponse(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}
