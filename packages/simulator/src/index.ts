export { TurnedAwayError } from "./driver/deliver.ts";
export { type Counts, type SendParts, send } from "./driver/send.ts";
export { generate } from "./generate.ts";
export { createNetworkLedger, type NetworkLedger } from "./population/network-ledger.ts";
export type { Population } from "./population/population.ts";
export { Tally, type Truth } from "./population/tally.ts";
export { everyday } from "./world/everyday.ts";
export { plain } from "./world/plain.ts";
export { ImpossibleWorldError, type World, type WorldInput } from "./world/world.ts";
