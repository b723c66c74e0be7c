import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import type { Unsent } from "../recorder/shelf.ts";

export type Spooled = Unsent & { readonly heldMs: number };

/** One line of a spool. What a file says is its lines in order. */
export type SpoolLine =
  | readonly ["+", heldMs: number, key: string, bytes: number, json: string]
  | readonly ["-", ...keys: readonly string[]]
  | readonly ["lost", count: number];

export type SpoolFile = {
  /** In the hands of the operating system when this returns: it survives the process, not the power. */
  append(lines: readonly SpoolLine[]): void;
  /** The file says only this from now on; at no time does it say less than before or after. */
  replace(lines: readonly SpoolLine[]): void;
  /** Lines since the file last said only what is true. */
  lines(): number;
  /** Somebody took the file over. */
  isGone(): boolean;
};

export function openSpoolFile(path: string): SpoolFile {
  let file = openSync(path, "a", 0o600);
  let lines = 0;

  function write(to: number, more: readonly SpoolLine[]): void {
    // Begins with the end of a line: one that a full disk cut short must not swallow the next.
    const text = Buffer.from(more.map((line) => `\n${JSON.stringify(line)}`).join(""));
    for (let written = 0; written < text.length; ) written += writeSync(to, text, written);
    lines += more.length;
  }

  return {
    append: (more) => write(file, more),
    replace(all) {
      lines = 0;
      if (all.length === 0 && !isGone()) {
        ftruncateSync(file);
        return;
      }
      const next = openSync(`${path}.new`, "w", 0o600);
      try {
        write(next, all);
      } finally {
        closeSync(next);
      }
      renameSync(`${path}.new`, path);
      closeSync(file);
      file = openSync(path, "a", 0o600);
    },
    lines: () => lines,
    isGone,
  };

  function isGone(): boolean {
    return statSync(path, { throwIfNoEntry: false })?.ino !== fstatSync(file).ino;
  }
}

/** What a file of a process that is gone says. A line that was cut short says nothing. */
export function readSpoolFile(path: string): { readonly events: readonly Spooled[]; readonly lost: number } {
  const events = new Map<string, Spooled>();
  let lost = 0;
  for (const text of readFileSync(path, "utf8").split("\n")) {
    const line = lineOf(text);
    if (line?.[0] === "+") {
      const [, heldMs, key, bytes, json] = line;
      events.set(key, { key, json, bytes, heldMs });
    } else if (line?.[0] === "-") {
      for (const key of line.slice(1)) events.delete(String(key));
    } else if (line?.[0] === "lost") {
      [, lost] = line;
    }
  }
  return { events: [...events.values()], lost };
}

function lineOf(text: string): SpoolLine | null {
  try {
    const line: unknown = JSON.parse(text);
    return isSpoolLine(line) ? line : null;
  } catch {
    return null;
  }
}

function isSpoolLine(line: unknown): line is SpoolLine {
  if (!Array.isArray(line)) return false;
  const [kind, first, key, bytes, json] = line;
  if (kind === "+") {
    return [first, bytes].every(Number.isFinite) && typeof key === "string" && typeof json === "string";
  }
  return kind === "-" || (kind === "lost" && Number.isSafeInteger(first));
}
