import { type Configuration, configureFromProcess } from "../environment.ts";
import { explain } from "../explain.ts";

export type Command = {
  /** What it is called by: `pnpm NAME FILE`. */
  readonly name: "backup" | "restore";
  /** What it does, as in "cannot back up". */
  readonly does: "back up" | "restore";
  /** What PostgreSQL has for it. */
  readonly tool: "pg_dump" | "pg_restore";
  /** Returns the sentence that tells what was done. */
  readonly run: (file: string, configuration: Configuration) => Promise<string>;
};

/** Runs a program about the files of the embedded store. It ends with 0 done, 1 refused, 2 asked for wrongly. */
export async function runCommand({ name, does, tool, run }: Command): Promise<never> {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || file === "" || file.startsWith("-") || more.length > 0) {
    console.error(`usage: pnpm ${name} FILE   (FLYWHEEL_DATA_DIR is the directory of the store)`);
    process.exit(2);
  }
  try {
    const configuration = configureFromProcess();
    if ("databaseUrl" in configuration.store) {
      console.error(
        `DATABASE_URL is set, so the store is PostgreSQL: use its own ${tool} and keep FLYWHEEL_SECRET. Unset DATABASE_URL for the embedded store.`,
      );
      process.exit(2);
    }
    console.log(await run(file, configuration));
    process.exit(0);
  } catch (cause) {
    console.error(explain(cause, `flywheel cannot ${does}`));
    process.exit(1);
  }
}
