import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AppEntry } from "@flywheel/vocabulary/apps";
import type { RoomsTable } from "../lint/judge-import.ts";
import { roomsOnDisk } from "../lint/rooms-on-disk.ts";
import { writtenIn } from "../lint/rules.ts";
import { withRoomMap } from "../room-map.ts";
import { judgeName, lettersFor, titleOf } from "./app-name.ts";
import { withApplication, withReference, withRegisterEntry, withTableRow } from "./registrations.ts";

export type FileToWrite = { readonly path: string; readonly text: string };
export type Plan =
  | { readonly kind: "planned"; readonly files: readonly FileToWrite[]; readonly entry: AppEntry }
  | { readonly kind: "refused"; readonly because: string };

type Repository = {
  readonly root: string;
  readonly register: Readonly<Record<string, AppEntry>>;
  readonly table: RoomsTable;
  /** Ports of the proxy and the server. */
  readonly otherPorts: readonly number[];
};

const template = "packages/tooling/template/app";

/** Everything that a new app changes, worked out before anything is written. */
export function planNewApp(name: string, { root, register, table, otherPorts }: Repository): Plan {
  const entries = Object.values(register);
  const verdict = judgeName(name, { rooms: Object.keys(table), paths: entries.map(({ path }) => path) });
  if (verdict.kind === "refused") return verdict;

  const taken = new Set([...entries.map(({ devPort }) => devPort), ...otherPorts]);
  const entry: AppEntry = {
    path: `/${name}`,
    title: titleOf(name),
    purpose: "A new app",
    devPort: Math.max(...taken) + 1,
    audience: "visitors",
  };
  const known = ["vocabulary", "ui", "host", "experiments", "telemetry", "receipts", "api/type"];
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const edit = (path: string, change: (text: string) => string): FileToWrite => ({ path, text: change(read(path)) });
  return {
    kind: "planned",
    entry,
    files: [
      ...fromTemplate(root, `apps/${name}`, { ...entry, name, letters: freeLetters(root, name) }),
      edit("packages/vocabulary/src/apps.ts", (text) => withRegisterEntry(text, name, entry)),
      edit("packages/tooling/src/rooms.ts", (text) => withTableRow(text, name, known)),
      edit("apps/home/microfrontends.json", (text) => withApplication(text, name, entry)),
      edit("tsconfig.json", (text) => withReference(text, `apps/${name}`)),
      edit("tsconfig.tests.json", (text) => withReference(text, `apps/${name}`)),
      edit("README.md", (text) => withRoomMap(text, withNeighbours(table, name, known))),
    ],
  };
}

function fromTemplate(root: string, folder: string, words: Readonly<Record<string, string | number>>): FileToWrite[] {
  return readdirSync(join(root, template), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tmpl"))
    .sort()
    .map((file) => ({
      path: `${folder}/${file.replaceAll("\\", "/").slice(0, -".tmpl".length)}`,
      text: readFileSync(join(root, template, file), "utf8").replaceAll(/\{\{(\w+)\}\}/g, (_, word: string) => {
        const value = words[word];
        if (value === undefined) throw new Error(`${file} asks for {{${word}}}, which nobody knows`);
        return String(value);
      }),
    }));
}

function freeLetters(root: string, name: string): string {
  const taken = roomsOnDisk(root).flatMap((room) => writtenIn(root, room).map(({ rule }) => rule.slice(0, 2)));
  return lettersFor(name, taken);
}

/** The table with a row before the server's, which comes after everything that it serves. */
function withNeighbours(table: RoomsTable, name: string, known: readonly string[]): RoomsTable {
  return Object.fromEntries(
    Object.entries(table).flatMap(([room, row]) =>
      room === "server"
        ? [
            [name, known],
            [room, row],
          ]
        : [[room, row]],
    ),
  );
}
