import { describeEventLog } from "./exam.ts";
import { createMemoryEventLog } from "./memory.ts";

describeEventLog("memory", async () => createMemoryEventLog());
