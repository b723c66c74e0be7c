import { describeNetworkState } from "./exam.ts";
import { createMemoryNetworkState } from "./memory.ts";

describeNetworkState("memory", async () => createMemoryNetworkState());
