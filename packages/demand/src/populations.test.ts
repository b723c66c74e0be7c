import { openTestStores } from "@flywheel/store/testing";
import { describe, expect, it } from "vitest";
import { inventEvent, startMs } from "./invented-days.ts";
import { answerPopulations } from "./populations.ts";

describe.each(openTestStores())("populations on $engine", (backend) => {
  it("[DE166] are counted apart, nobody is 0, and whoever gave up is not answered", async () => {
    const store = await backend.open();
    expect(await answerPopulations(store.questions)).toEqual({ real: 0, simulated: 0 });
    const opened = (visitor: string, simulated: boolean) =>
      inventEvent(visitor, { name: "app.opened", atMs: startMs, simulated });
    await store.events.append([opened("ada", false), opened("bob", true), opened("bob", true)]);
    await expect(answerPopulations(store.questions, AbortSignal.abort(new Error("given up")))).rejects.toThrow();
    await expect.poll(() => answerPopulations(store.questions)).toEqual({ real: 1, simulated: 2 });
  });
});
