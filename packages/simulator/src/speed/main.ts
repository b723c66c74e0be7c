import { parseArgs } from "node:util";
import { now } from "../driver/clock.ts";
import { generate } from "../generate.ts";

/** How fast events are made, without sending them: the generator alone, on one core. Ends with a line of JSON. */
const option = (fallback: string) => ({ type: "string", default: fallback }) as const;
const { values } = parseArgs({ options: { visitors: option("20000"), days: option("60"), seed: option("1") } });
const [visitors, days, seed] = [values.visitors, values.days, values.seed].map(Number) as [number, number, number];

const startedMs = now();
const before = process.cpuUsage();
let events = 0;
for (const batch of generate({ visitors, days, seed, startMs: 1_700_006_400_000 })) events += batch.length;
const seconds = (now() - startedMs) / 1_000;
const { user, system } = process.cpuUsage(before);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1_024);
console.log(
  JSON.stringify({
    ...{ bench: "generate", visitors, days, seed, events },
    eventsPerSecond: Math.round(events / seconds),
    cpuSeconds: Math.round((user + system) / 10_000) / 100,
    peakMb,
  }),
);
