import { lintRooms, lintWords, type Verdict } from "./lint/lint-rooms.ts";
import { describeProblem } from "./lint/problem.ts";
import { migrationsAreUpToDate } from "./migrations.ts";
import { repositoryRoot } from "./repository-root.ts";
import { rooms } from "./rooms.ts";
import { runTool } from "./run.ts";

type Step = {
  readonly name: string;
  readonly advice: string;
  /** Whether all is well; what is not, it has printed. */
  readonly run: () => boolean | Promise<boolean>;
};

const tool =
  (...[name, args]: Parameters<typeof runTool>) =>
  async () =>
    (await runTool(name, args)) === 0;

const steps: readonly Step[] = [
  {
    name: "format and lint",
    advice: "`pnpm format` repairs most of it.",
    run: tool("biome", ["ci", "--error-on-warnings"]),
  },
  {
    name: "rooms",
    advice: "Who may know whom is packages/tooling/src/rooms.ts; the packages' manifests follow it.",
    run: () => show(lintRooms(repositoryRoot, rooms)),
  },
  {
    name: "words",
    advice: "Rules live in a room's SPEC.md and are quoted by test titles; `pnpm map` redraws the map in README.md.",
    run: () => show(lintWords(repositoryRoot, rooms)),
  },
  { name: "types", advice: "`pnpm types` shows the same.", run: tool("tsc", ["-b"]) },
  {
    name: "dead exports",
    advice: "Remove what nobody uses; what is used in a way that knip cannot see belongs into knip.json.",
    run: tool("knip", ["--no-progress"]),
  },
  {
    name: "migrations",
    advice: "`pnpm --filter @flywheel/store generate` writes the missing migration.",
    run: migrationsAreUpToDate,
  },
  {
    name: "test",
    advice: "`pnpm test NAME` runs the files whose path contains NAME.",
    run: async () => (await runTool("tsx", ["packages/tooling/src/test.ts"])) === 0,
  },
];

const withoutTest = process.argv.includes("--no-test");
const failed: Step[] = [];
for (const step of steps.filter(({ name }) => !(withoutTest && name === "test"))) {
  console.log(`\n── ${step.name}`);
  const startedMs = performance.now();
  const passed = await step.run();
  if (!passed) failed.push(step);
  console.log(`   ${passed ? "passed" : "FAILED"} in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}

console.log("");
for (const { name, advice } of failed) console.log(`${name} failed. ${advice}`);
if (failed.length === 0) console.log(withoutTest ? "Everything but the tests is in order." : "Everything is in order.");
process.exit(failed.length === 0 ? 0 : 1);

function show({ problems, warnings }: Verdict): boolean {
  for (const warning of warnings) console.log(`   note: ${describeProblem(warning)}`);
  for (const problem of problems) console.log(`   ${describeProblem(problem)}`);
  return problems.length === 0;
}
