import { rmSync } from "node:fs";
import { afterEach, describe, expect, it, test } from "vitest";
import { repositoryRoot } from "../repository-root.ts";
import { rooms } from "../rooms.ts";
import { plantedTable, plantTree } from "../testing/planted-tree.ts";
import { lintRooms } from "./lint-rooms.ts";
import { describeProblem } from "./problem.ts";

const planted: string[] = [];
afterEach(() => {
  for (const root of planted.splice(0)) rmSync(root, { recursive: true });
});

function problemsOf(files: Record<string, string>, table: Parameters<typeof lintRooms>[1] = plantedTable) {
  const root = plantTree(files);
  planted.push(root);
  return lintRooms(root, table).problems.map(describeProblem);
}

test("[TO1] every room knows only rooms declared above it, so the graph cannot turn back on itself", () => {
  const above = new Set<string>();
  for (const [room, known] of Object.entries(rooms)) {
    for (const neighbour of known) expect(above, `${room} knows ${neighbour}`).toContain(neighbour.split("/")[0]);
    above.add(room);
  }
});

test("[TO2] this repository keeps its own table", () => {
  expect(lintRooms(repositoryRoot, rooms).problems.map(describeProblem)).toEqual([]);
});

test("[TO3] a sound tree is left in peace", () => {
  expect(problemsOf({})).toEqual([]);
  expect(
    problemsOf({
      "packages/ledger/src/a.ts": 'import { something } from "@flywheel/words";\nimport fs from "node:fs";\n',
      "packages/pages/src/a.ts": 'import type { Router } from "@flywheel/ledger/type";\n',
      "packages/pages/src/a.test.ts": 'import { examine } from "@flywheel/ledger/exam";\n',
      "packages/pages/src/b.tsx": 'import { a } from "./a.ts";\nexport const B = <T,>(x: T) => <b>{String(x)}</b>;\n',
    }),
  ).toEqual([]);
});

describe("[TO3] an import that the table forbids is reported with its file, line and reason", () => {
  it.each([
    ["a static import", 'import { something } from "@flywheel/ledger";'],
    ["a type import", 'import type { Something } from "@flywheel/ledger";'],
    ["an inline type", 'import { type Something } from "@flywheel/ledger";'],
    ["a bare import", 'import "@flywheel/ledger";'],
    ["a re-export", 'export { something } from "@flywheel/ledger";'],
    ["a star export", 'export * from "@flywheel/ledger";'],
    ["a dynamic import", 'export const later = () => import("@flywheel/ledger");'],
    ["a type query", 'export type S = import("@flywheel/ledger").Something;'],
    ["a require", 'export const now = require("@flywheel/ledger");'],
  ])("%s", (_, line) => {
    expect(problemsOf({ "apps/desk/src/a.ts": `// a comment\n${line}\n` })).toEqual([
      "apps/desk/src/a.ts:2  desk may not know ledger (see tooling/src/rooms.ts)",
    ]);
  });

  it("and words in a comment or a string are not imports", () => {
    expect(
      problemsOf({
        "apps/desk/src/a.ts": '// import "@flywheel/ledger"\nexport const a = `import("@flywheel/ledger")`;\n',
      }),
    ).toEqual([]);
  });
});

describe("[TO4] nobody comes in by a side door", () => {
  it.each([
    ["a source file", "apps/shop", 'import "@flywheel/words/src/index.ts";', /is a side door/],
    ["an undeclared export", "apps/shop", 'import "@flywheel/words/secret";', /does not export \.\/secret/],
    ["a relative path out of the room", "apps/shop", 'import "../../../packages/words/src/index.ts";', /leaves shop/],
    ["another app", "apps/shop", 'import "@flywheel/desk";', /nobody imports desk/],
    ["a room that is not there", "apps/shop", 'import "@flywheel/attic";', /there is no room attic/],
    ["itself", "packages/ledger", 'import "@flywheel/ledger/type";', /use a relative path/],
    [
      "code of a room known by type only",
      "packages/pages",
      'import { r } from "@flywheel/ledger/type";',
      /import type/,
    ],
    ["all of a room known by one door", "packages/pages", 'import { r } from "@flywheel/ledger";', /only ledger\/type/],
    ["an exam outside of tests", "packages/pages", 'import "@flywheel/ledger/exam";', /is for tests/],
  ])("%s", (_, folder, line, reason) => {
    const problems = problemsOf({ [`${folder}/src/a.ts`]: `${line}\n` });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(reason);
  });

  it("not even a test may use the exam of a stranger", () => {
    expect(problemsOf({ "apps/desk/src/a.test.ts": 'import "@flywheel/ledger/exam";\n' })).toEqual([
      "apps/desk/src/a.test.ts:1  desk may not know ledger (see tooling/src/rooms.ts)",
    ]);
  });
});

describe("[TO5] the table, package.json and tsconfig.json say the same", () => {
  const ledger = (dependencies: string[], references: string[]) => ({
    "packages/ledger/package.json": JSON.stringify({
      name: "@flywheel/ledger",
      exports: { ".": "", "./type": "", "./exam": "" },
      dependencies: Object.fromEntries(dependencies.map((it) => [`@flywheel/${it}`, "workspace:*"])),
    }),
    "packages/ledger/tsconfig.json": JSON.stringify({ references: references.map((it) => ({ path: `../${it}` })) }),
  });

  it.each([
    ["a dependency the table forbids", ledger(["words", "pages"], ["words", "pages"]), /depends on pages/],
    ["a dependency without a reference", ledger(["words"], []), /needs a reference to words/],
    ["a reference without a dependency", ledger([], ["words"]), /refers to words, which is not a dependency/],
    ["a name that is not the folder's", { "apps/desk/package.json": '{"name":"desk"}' }, /must be @flywheel\/desk/],
    [
      "a room that root references lack",
      { "tsconfig.tests.json": tsconfigWithout("apps/desk") },
      /reference to apps\/desk/,
    ],
  ])("%s", (_, files, reason) => {
    expect(problemsOf(files).join("\n")).toMatch(reason);
  });

  it("a folder that the table does not have, and a row without a folder", () => {
    const { desk, ...withoutDesk } = plantedTable;
    expect(problemsOf({}, withoutDesk).join("\n")).toContain("desk is not in packages/tooling/src/rooms.ts");
    expect(problemsOf({}, { ...plantedTable, attic: desk }).join("\n")).toContain("no folder of the room attic");
  });
});

describe("[TO6] a file is one idea", () => {
  const lines = (count: number) => "export {};\n".repeat(count);

  it("warns above 250 lines and fails above 400, except for tests", () => {
    const root = plantTree({
      "apps/desk/src/fits.ts": lines(250),
      "apps/desk/src/long.ts": lines(251),
      "apps/desk/src/too-long.ts": lines(401),
      "apps/desk/src/cases.test.ts": lines(401),
    });
    planted.push(root);
    const { problems, warnings } = lintRooms(root, plantedTable);
    expect(problems.map(({ file }) => file)).toEqual(["apps/desk/src/too-long.ts"]);
    expect(warnings.map(({ file }) => file)).toEqual(["apps/desk/src/cases.test.ts", "apps/desk/src/long.ts"]);
  });

  it.each(["utils.ts", "helpers.tsx", "features/types.ts"])("%s is a drawer", (name) => {
    expect(problemsOf({ [`apps/desk/src/${name}`]: lines(1) }).join("\n")).toContain("is a drawer");
  });
});

function tsconfigWithout(folder: string) {
  const all = ["packages/words", "packages/ledger", "packages/pages", "apps/shop", "apps/desk"];
  return JSON.stringify({ references: all.filter((it) => it !== folder).map((path) => ({ path })) });
}
