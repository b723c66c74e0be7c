import { openStore } from "../open-store.ts";
import { exampleEvent } from "./example-event.ts";

/** A server to be killed: appends one event after another and says which it has been told are stored. */
const store = await openStore({ dataDir: process.argv[2] ?? "", now: () => 0 });
for (let number = 0; ; number += 1) {
  await store.events.append([exampleEvent(number)]);
  process.stdout.write(`${number}\n`);
}
