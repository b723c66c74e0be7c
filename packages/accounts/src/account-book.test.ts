import { type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import { describeAccountBook } from "./exam.ts";
import { createMemoryAccountBook } from "./memory.ts";

describeAccountBook("memory", async () => {
  const facts: TakenEvent[] = [];
  return {
    book: createMemoryAccountBook({ record: (taken) => facts.push(...taken) }),
    factsOf: async (visitorId) => facts.filter(({ visitorKey }) => visitorKey === visitorKeyOf(visitorId)),
  };
});
