import { describeAccountBook } from "@flywheel/accounts/exam";
import { describeExperimentRegister, describeSegmentRegister } from "@flywheel/experiments/exam";
import { describeNetworkState } from "@flywheel/network/exam";
import { describeEventLog } from "@flywheel/telemetry/exam";
import { describeShelf } from "@flywheel/works/exam";
import { describe } from "vitest";
import { networkEvents } from "./schema/events.ts";
import { openTestStores } from "./testing/index.ts";

// The store keeps what the rooms promise: every exam, on both engines.
describe("[ST1] every port's exam", () => {
  for (const { engine, open } of openTestStores()) {
    describeEventLog(engine, async () => (await open()).events);
    describeAccountBook(engine, async () => {
      const { accounts, events } = await open();
      return { book: accounts, factsOf: (visitorId) => events.ofVisitor(visitorId) };
    });
    describeShelf(engine, async () => (await open()).works);
    describeExperimentRegister(engine, async () => (await open()).experiments);
    describeSegmentRegister(engine, async () => (await open()).segments);
    describeNetworkState(
      engine,
      async () => {
        const { network, staff } = await open();
        const stored = () => staff.database.select({ id: networkEvents.id }).from(networkEvents);
        return { state: network, facts: async () => (await stored()).map(({ id }) => id) };
      },
      { runs: 5 },
    );
  }
});
