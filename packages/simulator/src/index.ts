export { generate, type Population } from "./generate.ts";
export { type Counts, type SendParts, send, TurnedAwayError } from "./send.ts";
