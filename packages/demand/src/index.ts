export { areDisjoint, EventFilterInput } from "./event-filter.ts";
export { answerFunnel, Funnel, type FunnelAnswer, type FunnelStep } from "./funnel.ts";
export { readNumber } from "./rows.ts";
