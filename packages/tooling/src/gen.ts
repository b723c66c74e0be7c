import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { apps } from "@flywheel/vocabulary/apps";
import { proxyPort, serverPort } from "./dev/addresses.ts";
import { planNewApp } from "./new-app/plan.ts";
import { repositoryRoot } from "./repository-root.ts";
import { rooms } from "./rooms.ts";
import { runTool } from "./run.ts";

/** `pnpm gen app NAME`: a new microfrontend, registered wherever an app must be known. */
async function main([what, name = "", ...rest]: readonly string[]): Promise<number> {
  if (what !== "app" || rest.length > 0) {
    console.error("usage: pnpm gen app NAME   (for example: pnpm gen app poetry-corner)");
    return 2;
  }
  const plan = planNewApp(name, {
    root: repositoryRoot,
    register: apps,
    table: rooms,
    otherPorts: [proxyPort, serverPort],
  });
  if (plan.kind === "refused") {
    console.error(`No app was made: ${plan.because}.`);
    return 1;
  }
  for (const { path, text } of plan.files) {
    mkdirSync(dirname(join(repositoryRoot, path)), { recursive: true });
    writeFileSync(join(repositoryRoot, path), text);
  }
  const written = plan.files.map(({ path }) => path);
  const tidied = written.filter((path) => !path.endsWith(".md"));
  const tidy = await runTool("biome", ["check", "--write", "--log-level=error", ...tidied]);
  console.log(written.map((path) => `  ${path}`).join("\n"));
  console.log(
    `\n${plan.entry.title} lives under ${plan.entry.path}; say what it is for in packages/vocabulary/src/apps.ts.`,
  );
  console.log("`pnpm dev` installs what it needs and starts it with the others.");
  return tidy;
}

process.exit(await main(process.argv.slice(2)));
