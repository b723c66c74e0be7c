import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseModule } from "./imports.ts";
import type { Problem } from "./problem.ts";
import type { RoomOnDisk } from "./rooms-on-disk.ts";

type Rule = { readonly rule: string; readonly file: string };

const isTest = (file: string) => /\.(test|journey)\.tsx?$|\/(exam|[a-z-]+\.exam)\.tsx?$|\/exam\//.test(file);

/** Every rule written in a SPEC.md is quoted by a test, and every rule that a test quotes is written down. */
export function findRuleProblems(root: string, rooms: readonly RoomOnDisk[]): Problem[] {
  const written = rooms.flatMap((room) => writtenIn(root, room));
  const quoted = rooms.flatMap(({ modules }) => modules.filter(isTest).flatMap((file) => quotedIn(root, file)));
  const count = (rule: string) => written.filter((it) => it.rule === rule).length;
  return [
    ...rooms.flatMap((room) => prefixProblems(room, written)),
    ...written
      .filter(({ rule }) => !quoted.some((it) => it.rule === rule))
      .map(({ rule, file }) => ({ file, message: `no test says [${rule}]` })),
    ...written
      .filter(({ rule }, index) => count(rule) > 1 && written.findIndex((it) => it.rule === rule) !== index)
      .map(({ rule, file }) => ({ file, message: `${rule} is written twice` })),
    ...quoted
      .filter(({ rule }) => count(rule) === 0)
      .map(({ rule, file }) => ({ file, message: `[${rule}] is in no SPEC.md` })),
  ];
}

function quotedIn(root: string, file: string): Rule[] {
  const { strings } = parseModule(file, readFileSync(join(root, file), "utf8"));
  const rules = strings.flatMap((text) => text.match(/(?<=\[)[A-Z]{2}\d+(?=\])/g) ?? []);
  return [...new Set(rules)].map((rule) => ({ rule, file }));
}

export function writtenIn(root: string, { folder }: RoomOnDisk): Rule[] {
  const file = `${folder}/SPEC.md`;
  if (!existsSync(join(root, file))) return [];
  const rules = readFileSync(join(root, file), "utf8").match(/(?<=^- \*\*)[A-Z]{2}\d+(?=\*\* )/gm) ?? [];
  return rules.map((rule) => ({ rule, file }));
}

/** A room's rules share two letters that no other room has. */
function prefixProblems({ folder }: RoomOnDisk, written: readonly Rule[]): Problem[] {
  const file = `${folder}/SPEC.md`;
  const lettersIn = (rules: readonly Rule[]) => new Set(rules.map(({ rule }) => rule.slice(0, 2)));
  const own = lettersIn(written.filter((it) => it.file === file));
  if (own.size === 0) return [{ file, message: "must list the room's rules as `- **XX1** text`" }];
  if (own.size > 1) return [{ file, message: `one room, one pair of letters: ${[...own].join(", ")}` }];
  const taken = lettersIn(written.filter((it) => it.file !== file));
  return [...own].filter((it) => taken.has(it)).map((it) => ({ file, message: `${it} belongs to another room too` }));
}
