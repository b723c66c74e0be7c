import { repositoryRoot } from "./repository-root.ts";
import { runTool } from "./run.ts";
import { buildVariant } from "./variant/build-variant.ts";
import { listVariants, removeVariant } from "./variant/shelf.ts";

const usage = `usage: pnpm variant build APP NAME    builds APP as it is in the working tree, and registers it as NAME
       pnpm variant list              what is registered
       pnpm variant remove APP NAME   its visitors get the current build from their next page on`;

/** Other builds of an app, among which an experiment of the kind "build" chooses. */
async function main([what, ...rest]: readonly string[]): Promise<number> {
  const [app, name] = rest;
  if (what === "list" && rest.length === 0) {
    for (const { app, name, build, at, commit, clean } of listVariants(repositoryRoot)) {
      const from = commit === null ? "no commit" : `${commit}${clean ? "" : " and changes"}`;
      console.log(`${app}  ${name}  ${build}  ${at}  ${from}`);
    }
    return 0;
  }
  if (app === undefined || name === undefined || rest.length > 2) return say(usage, 2);
  if (what === "build") {
    const result = await buildVariant({ root: repositoryRoot, app, name, at: new Date() }, runTool);
    if (result.kind === "refused") return say(`Nothing was built: ${result.because}.`, 1);
    console.log(`${app} has a build ${name}; its events carry ${result.variant.build}.`);
    return 0;
  }
  if (what !== "remove") return say(usage, 2);
  const result = removeVariant(repositoryRoot, app, name, new Date());
  if (result.kind === "refused") return say(`Nothing was removed: ${result.because}.`, 1);
  console.log(`${app} has no build ${name} any more; its visitors get the current one from their next page on.`);
  console.log(
    "Its files are kept for a day, for pages that are open. An experiment that gives it counts failures: pause it.",
  );
  return 0;
}

function say(words: string, code: number): number {
  console.error(words);
  return code;
}

process.exit(await main(process.argv.slice(2)));
