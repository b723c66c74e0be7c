import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A small repository in a temporary folder: three rooms that obey the table below, and whatever is planted. */
export const plantedTable = {
  words: [],
  ledger: ["words"],
  pages: ["words", "ledger/type"],
  shop: ["words", "pages"],
  desk: ["words"],
} as const;

export function plantTree(planted: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "flywheel-planted-"));
  const tree = { ...sound, ...planted };
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

type Room = { folder: string; exports?: string[]; knows?: string[]; letters: string };

function room({ folder, exports = ["."], knows = [], letters }: Room): Record<string, string> {
  const name = folder.split("/")[1] ?? folder;
  const manifest = {
    name: `@flywheel/${name}`,
    exports: Object.fromEntries(exports.map((door) => [door, "./src/index.ts"])),
    dependencies: Object.fromEntries(knows.map((it) => [`@flywheel/${it}`, "workspace:*"])),
  };
  const references = knows.map((it) => ({ path: `../../packages/${it}` }));
  return {
    [`${folder}/package.json`]: JSON.stringify(manifest),
    [`${folder}/tsconfig.json`]: JSON.stringify({ references }),
    [`${folder}/src/index.ts`]: "export const something = 1;\n",
    [`${folder}/src/index.test.ts`]: `test("[${letters}1] is so", () => {});\n`,
    [`${folder}/SPEC.md`]: `- **${letters}1** It is so.\n`,
    [`${folder}/README.md`]: "**Knows** a\n**Must never know** b\n**Front door** c\n**Exam** d\n",
  };
}

const folders = ["packages/words", "packages/ledger", "packages/pages", "apps/shop", "apps/desk"];
const allReferences = JSON.stringify({ references: folders.map((path) => ({ path })) });
const sound: Readonly<Record<string, string>> = {
  ...room({ folder: "packages/words", letters: "WW" }),
  ...room({ folder: "packages/ledger", exports: [".", "./type", "./exam"], knows: ["words"], letters: "LL" }),
  ...room({ folder: "packages/pages", knows: ["words", "ledger"], letters: "PP" }),
  ...room({ folder: "apps/shop", exports: [], knows: ["words", "pages"], letters: "SS" }),
  ...room({ folder: "apps/desk", exports: [], knows: ["words"], letters: "DD" }),
  "tsconfig.json": allReferences,
  "tsconfig.tests.json": allReferences,
};
