import { CallLostError } from "./call-lost.ts";

/**
 * The data of each server-sent event, as the HTML standard reads a stream: lines end with CRLF, LF or CR, wherever the
 * bytes were cut; data of several lines is one; comments and other fields are passed over; an event that the stream
 * broke off in is none. @throws CallLostError when an event is longer than `maxChars`
 */
export async function* sseData(bytes: AsyncIterable<Uint8Array>, maxChars: number): AsyncGenerator<string> {
  let data: string[] = [];
  let held = 0;
  for await (const line of lines(bytes, maxChars)) {
    if (line === "") {
      if (data.length > 0) yield data.join("\n");
      [data, held] = [[], 0];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field !== "data") continue;
    data.push(value);
    held += value.length + 1;
    if (held > maxChars) throw new CallLostError("too-large");
  }
}

async function* lines(bytes: AsyncIterable<Uint8Array>, maxChars: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun = "";
  let afterReturn = false;
  for await (const chunk of bytes) {
    let text = decoder.decode(chunk, { stream: true });
    if (text === "") continue;
    // A CR ended its line at once; the LF that belongs to it ends no other.
    if (afterReturn && text.startsWith("\n")) text = text.slice(1);
    afterReturn = text.endsWith("\r");
    const parts = text.split(/\r\n|\n|\r/);
    const last = parts.pop() ?? "";
    for (const part of parts) {
      yield begun + part;
      begun = "";
    }
    begun += last;
    if (begun.length > maxChars) throw new CallLostError("too-large");
  }
}
