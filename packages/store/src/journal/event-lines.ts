import type { EventId, TakenEvent } from "@flywheel/vocabulary";
import { utcText } from "../bulk-insert.ts";

/**
 * Events as PostgreSQL's COPY reads them: one a line, columns by tabs, `\N` for null. It is what the journal keeps, so
 * that nothing between disk and database has to take an event apart again.
 * Source: PostgreSQL documentation, COPY, "Text Format".
 */
export const eventLineColumns = [
  "visitor_key",
  "id",
  "ts",
  "seq",
  "received_at",
  "name",
  "app",
  "layer",
  "writer",
  "build",
  "session_id",
  "device",
  "browser",
  "simulated",
  "bot",
  "request_id",
  "model",
  "funding",
  "experiment",
  "variant",
  "value",
  "props",
] as const;

/** One line, its end included. */
export function eventLine(event: TakenEvent): string {
  return `${event.visitorKey}\t${text(event.id)}\t${utcText(event.atMs)}\t${event.seq}\t${utcText(event.receivedAtMs)}\t${event.name}\t${event.app}\t${event.layer}\t${event.writer}\t${text(event.build)}\t${text(event.sessionId)}\t${event.device}\t${text(event.browser)}\t${event.simulated ? "t" : "f"}\t${event.bot ? "t" : "f"}\t${text(event.requestId)}\t${text(event.model)}\t${text(event.funding)}\t${text(event.experiment)}\t${text(event.variant)}\t${number(event.value)}\t${text(JSON.stringify(event.fields))}\n`;
}

const number = (value: number | null): string => {
  if (value === null) return "\\N";
  return Object.is(value, -0) ? "-0" : String(value);
};

const unsafe = /[\\\t\n\r]/;
const text = (value: string | null): string => {
  if (value === null) return "\\N";
  return unsafe.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? "") : value;
};
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Whose event a line is and which, for the memory of recent ids. */
export function identityOf(line: string): Pick<TakenEvent, "visitorKey" | "id"> {
  const [visitorKey = "0", id = ""] = line.split("\t", 2);
  return { visitorKey: BigInt(visitorKey), id: id as EventId };
}
