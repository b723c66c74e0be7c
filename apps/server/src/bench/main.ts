import { parseArgs } from "node:util";
import { benchCalibration } from "./calibration.ts";
import { benchIngest } from "./ingest.ts";
import { benchNetwork } from "./network.ts";
import { engines } from "./product.ts";
import { benchProjection } from "./projection.ts";
import { benchQuestions } from "./questions.ts";
import { benchReadout } from "./readout.ts";
import { truthCommand } from "./truth/command.ts";
import { NoSuchPartError } from "./truth.ts";

const usage = `usage: pnpm bench ingest [--engine pglite|postgres] [--seconds N] [--rate EVENTS-A-SECOND] [--batch N] [--connections N]
       pnpm bench projection [--engine pglite|postgres] [--rows N]
       pnpm bench network [--receipts N] [--requests N] [--streams N]
       pnpm bench readout [--rows N] [--exposed N]
       pnpm bench questions [--events N]
       pnpm bench calibration [--worlds N] [--seed N]
       pnpm bench truth [PART...] [--seeds N] [--visitors N] [--workers N]
       (after pnpm build; both engines one after the other unless one is named)`;

async function main(): Promise<number> {
  const options = {
    engine: { type: "string" },
    seconds: { type: "string", default: "60" },
    rate: { type: "string" },
    batch: { type: "string", default: "100" },
    connections: { type: "string", default: "16" },
    events: { type: "string", default: "2000000" },
    exposed: { type: "string", default: "100000" },
    visitors: { type: "string" },
    rows: { type: "string", default: "2000000" },
    receipts: { type: "string", default: "2000" },
    requests: { type: "string", default: "500" },
    streams: { type: "string", default: "1000" },
    worlds: { type: "string", default: "2000" },
    seed: { type: "string", default: "20260301" },
    seeds: { type: "string" },
    workers: { type: "string", default: "2" },
  } as const;
  const { positionals, values } = parseArgs({
    args: process.argv.slice(2).filter((arg) => arg !== "--"),
    options,
    allowPositionals: true,
  });
  const chosen = engines.filter((engine) => values.engine === undefined || engine === values.engine);
  const count = (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) throw new UsageError(`${text} is not a whole number above 0`);
    return value;
  };
  if (chosen.length === 0) throw new UsageError(`there is no engine called ${values.engine}`);
  const bench = positionals.join(" ");
  if (bench === "network") {
    const settings = {
      receipts: count(values.receipts),
      requests: count(values.requests),
      streams: count(values.streams),
    };
    console.log(JSON.stringify(await benchNetwork(settings)));
    return 0;
  }
  if (bench === "readout") {
    const settings = { rows: count(values.rows), visitors: count(values.exposed) };
    console.log(JSON.stringify(await benchReadout(settings)));
    return 0;
  }
  if (bench === "questions") {
    const say = (line: object) => console.log(JSON.stringify(line));
    say(await benchQuestions({ events: count(values.events) }, say));
    return 0;
  }
  if (positionals[0] === "truth") {
    const [seeds, visitors] = [values.seeds, values.visitors].map((text) => (text === undefined ? null : count(text)));
    const workers = count(values.workers);
    return truthCommand({ names: positionals.slice(1), seeds: seeds ?? null, visitors: visitors ?? null, workers });
  }
  if (bench === "calibration") {
    const result = benchCalibration({ worlds: count(values.worlds), seed: count(values.seed) });
    console.log(JSON.stringify(result));
    return result.sound ? 0 : 1;
  }
  let lost = 0;
  for (const engine of chosen) {
    if (bench === "ingest") {
      const result = await benchIngest({
        engine,
        seconds: count(values.seconds),
        eventsPerBatch: count(values.batch),
        eventsPerSecond: values.rate === undefined ? null : count(values.rate),
        connections: count(values.connections),
        visitors: count(values.visitors ?? "20000"),
      });
      console.log(JSON.stringify(result));
      lost += result.lost;
    } else if (bench === "projection") {
      console.log(JSON.stringify(await benchProjection({ engine, rows: count(values.rows), samples: 200 })));
    } else {
      throw new UsageError(bench === "" ? "say which bench" : `there is no bench called ${bench}`);
    }
  }
  if (lost > 0) console.error(`${lost} events that were acknowledged are missing from the projection`);
  return lost === 0 ? 0 : 1;
}

class UsageError extends Error {}

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    const isMisused = cause instanceof UsageError || cause instanceof NoSuchPartError;
    if (isMisused) console.error(usage);
    process.exit(isMisused ? 2 : 1);
  },
);
