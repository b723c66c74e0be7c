import { describeShelf } from "./exam.ts";
import { createMemoryShelf } from "./memory.ts";

describeShelf("memory", async () => createMemoryShelf());
