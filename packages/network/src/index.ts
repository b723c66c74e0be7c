export { createMemoryNetworkState } from "./memory.ts";
