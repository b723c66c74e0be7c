import { randomBytes } from "node:crypto";
import { createServerRecorder } from "../node-recorder.ts";

/** Records without end and says what it has recorded, until somebody kills it. */
const [endpoint = "", spoolDirectory = "", from = "0"] = process.argv.slice(2);
const recorder = createServerRecorder({
  app: "chat",
  endpoint,
  writeKey: "a-key",
  spoolDirectory,
  now: () => Date.now(),
  randomBytes,
  pace: { batchMs: 3, firstRetryMs: 1, longestRetryMs: 2 },
});
let next = Number(from);
setInterval(() => {
  for (let count = 0; count < 10; count += 1) {
    recorder.record(
      "feature.used",
      { feature: `f${next}` },
      { visitorId: "vis_ada00000000000000000", sessionId: "ses_ada00000000000000000" },
    );
    next += 1;
  }
  // After the task, when the events are in the hands of the operating system.
  setImmediate((last: number) => process.stdout.write(`${last}\n`), next - 1);
}, 2);
