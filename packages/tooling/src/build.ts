import { runBuild } from "./run.ts";

process.exit(await runBuild(process.argv.slice(2)));
