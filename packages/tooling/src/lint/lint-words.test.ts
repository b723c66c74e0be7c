import { rmSync } from "node:fs";
import { afterEach, describe, expect, it, test } from "vitest";
import { repositoryRoot } from "../repository-root.ts";
import { drawRoomMap } from "../room-map.ts";
import { rooms } from "../rooms.ts";
import { plantedTable, plantTree } from "../testing/planted-tree.ts";
import { lintWords } from "./lint-rooms.ts";
import { describeProblem } from "./problem.ts";

const readme = `# It\n<!-- rooms -->\n${drawRoomMap(plantedTable)}\n<!-- /rooms -->\n`;
const planted: string[] = [];
afterEach(() => {
  for (const root of planted.splice(0)) rmSync(root, { recursive: true });
});
/** Put together here, so that the planted rules are not taken for rules of this repository. */
const said = (rule: string) => `[${rule}]`;

function problemsOf(files: Record<string, string>) {
  const root = plantTree({ "README.md": readme, ...files });
  planted.push(root);
  return lintWords(root, plantedTable).problems.map(describeProblem);
}

test("[TO7] this repository's words are true", () => {
  expect(lintWords(repositoryRoot, rooms).problems.map(describeProblem)).toEqual([]);
});

describe("[TO8] rules and tests name each other", () => {
  it("finds nothing to say about a sound tree", () => {
    expect(problemsOf({})).toEqual([]);
  });

  it("reports a rule that no test says, and a rule that is only said", () => {
    expect(
      problemsOf({
        "apps/desk/SPEC.md": "- **DD1** It is so.\n- **DD2** And so.\n",
        "apps/desk/src/more.test.ts": `it.each([1])("${said("DD3")} %i is not written", () => {});\n`,
      }),
    ).toEqual([
      `apps/desk/SPEC.md  no test says ${said("DD2")}`,
      `apps/desk/src/more.test.ts  ${said("DD3")} is in no SPEC.md`,
    ]);
  });

  it("counts an exam and a journey as tests, and neither a comment nor product code", () => {
    const spec = { "apps/desk/SPEC.md": "- **DD1** It is so.\n- **DD2** And so.\n- **DD3** And so.\n" };
    expect(
      problemsOf({
        ...spec,
        "apps/desk/src/exam.ts": `rule(\`${said("DD2")} on \${backend}\`, check);\n`,
        "apps/desk/src/a.journey.ts": `test("${said("DD3")} by hand", go);\n`,
      }),
    ).toEqual([]);
    expect(
      problemsOf({
        ...spec,
        "apps/desk/src/a.test.ts": `// ${said("DD2")}\n`,
        "apps/desk/src/b.ts": `export const b = "${said("DD3")}";\n`,
      }),
    ).toEqual(["DD2", "DD3"].map((rule) => `apps/desk/SPEC.md  no test says ${said(rule)}`));
  });

  it.each([
    ["a room without rules", "nothing here\n", /must list the room's rules/],
    ["a rule written twice", "- **DD1** It is so.\n- **DD1** It is not.\n", /DD1 is written twice/],
    ["two pairs of letters in one room", "- **DD1** It is so.\n- **DE1** It is so.\n", /one pair of letters: DD, DE/],
    ["another room's letters", "- **SS9** It is so.\n", /SS belongs to another room too/],
  ])("%s", (_, spec, reason) => {
    expect(problemsOf({ "apps/desk/SPEC.md": spec }).join("\n")).toMatch(reason);
  });
});

describe("[TO9] a room's README answers four questions and fits a screen", () => {
  const answers = "**Knows** a\n**Must never know** b\n**Front door** c\n**Exam** d\n";

  it("reports an unanswered question and a README that is too long", () => {
    expect(problemsOf({ "apps/desk/README.md": answers.replace("**Exam**", "Exam:") })).toEqual([
      "apps/desk/README.md  does not answer **Exam**",
    ]);
    expect(problemsOf({ "apps/desk/README.md": answers + "more\n".repeat(57) })).toEqual([
      "apps/desk/README.md  has 61 lines; a screen has 60",
    ]);
  });
});

test("[TO10] the README's map of rooms is the table", () => {
  expect(problemsOf({ "README.md": readme.replace("words, ledger/type", "words, ledger") })).toEqual([
    "README.md  its map of rooms is not the table's: run `pnpm map`",
  ]);
});
