import { formatCount } from "@flywheel/ui";
import { formatElapsed } from "../../words/elapsed.ts";

export type Part = {
  readonly name: string;
  readonly ok: boolean | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
};
export type Health = { readonly ok: boolean; readonly parts: readonly Part[] };

/** The server's report as it is: a part that it does not know yet is drawn like the others. Null if it is no report. */
export function readHealth(report: unknown): Health | null {
  if (!isRecord(report) || typeof report.ok !== "boolean") return null;
  const parts = Object.entries(report).flatMap(([name, part]) => (isRecord(part) ? [partOf(name, part)] : []));
  return { ok: report.ok, parts };
}

function partOf(name: string, { ok, ...facts }: Readonly<Record<string, unknown>>): Part {
  return {
    name: inWords(name),
    ok: typeof ok === "boolean" ? ok : null,
    facts: Object.entries(facts).flatMap(([key, value]) => {
      if (typeof value === "object" && value !== null) return [];
      // A measure that is missing is worth a line; anything else that is not there is not.
      return value === null && !hasUnit.test(key) ? [] : [factOf(key, value)];
    }),
  };
}

const hasUnit = /(Ms|Bytes)$/;

/** The unit is at the end of the name, as everywhere. */
function factOf(key: string, value: unknown): { readonly label: string; readonly value: string } {
  if (typeof value !== "number") return { label: inWords(key.replace(hasUnit, "")), value: String(value ?? "unknown") };
  if (key.endsWith("Ms")) return { label: inWords(key.slice(0, -2)), value: inMs(value) };
  if (key.endsWith("Bytes")) return { label: `${inWords(key.slice(0, -5))} size`, value: inBytes(value) };
  return { label: inWords(key), value: Number.isInteger(value) ? formatCount(value) : String(value) };
}

const inMs = (ms: number) => (ms < 1_000 ? `${Math.round(ms * 10) / 10} ms` : formatElapsed(ms));

function inBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `openPurchases` to `Open purchases`. */
function inWords(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
