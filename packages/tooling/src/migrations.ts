import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { repositoryRoot } from "./repository-root.ts";
import { runTool } from "./run.ts";

const store = "packages/store";

/** Whether the schema in code has its migration: generating into a copy must add nothing. */
export async function migrationsAreUpToDate(): Promise<boolean> {
  const copy = await mkdtemp(join(tmpdir(), "flywheel-migrations-"));
  try {
    await cp(join(repositoryRoot, store, "migrations"), copy, { recursive: true });
    const before = await readdir(copy);
    const out = relative(join(repositoryRoot, store), copy);
    const schema = "./src/schema/index.ts";
    const code = await runTool(
      "drizzle-kit",
      ["generate", "--dialect=postgresql", `--schema=${schema}`, `--out=${out}`],
      {
        cwd: store,
      },
    );
    const added = (await readdir(copy)).filter((name) => !before.includes(name));
    if (added.length > 0) console.log(`   the schema has changes that no migration makes: ${added.join(", ")}`);
    return code === 0 && added.length === 0;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
