import { parseArgs } from "node:util";
import { benchIngest, usualIngest } from "./bench/ingest.ts";

const usage = "usage: pnpm bench ingest [--seconds N] [--connections N] [--batch N]   (after pnpm build)";

async function main(): Promise<number> {
  const options = {
    seconds: { type: "string", default: String(usualIngest.seconds) },
    connections: { type: "string", default: String(usualIngest.connections) },
    batch: { type: "string", default: String(usualIngest.eventsPerBatch) },
  } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [seconds, connections, eventsPerBatch] = [values.seconds, values.connections, values.batch].map(Number);
  const isCount = (value: number | undefined): value is number => Number.isInteger(value) && Number(value) > 0;
  if (positionals.join() !== "ingest" || !isCount(seconds) || !isCount(connections) || !isCount(eventsPerBatch)) {
    console.error(usage);
    return 2;
  }
  console.log(
    `Sending batches of ${eventsPerBatch} over ${connections} connections for ${seconds} s to a server of its own.`,
  );
  const result = await benchIngest({ ...usualIngest, seconds, connections, eventsPerBatch });
  console.log(JSON.stringify(result));
  return result.accepted === result.sent ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  },
);
