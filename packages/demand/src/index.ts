export { areDisjoint } from "./event-filter.ts";
export { answerFunnel, Funnel, type FunnelAnswer, type FunnelStep } from "./funnel.ts";
export { answerPopulations, type Populations } from "./populations.ts";
export { readNumber } from "./rows.ts";
