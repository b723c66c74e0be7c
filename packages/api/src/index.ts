export { bootstrapOf, bootstrapScript } from "./bootstrap.ts";
export type { ApiContext, VisitorCaller } from "./caller.ts";
export { type AppRouter, createAppRouter } from "./router.ts";
export type { IntakeCounts, Services } from "./services.ts";
export { UnderWay } from "./serving/under-way.ts";
export { attributesOf } from "./visitor-attributes.ts";
export { createChatRoute } from "./visitors/chat/chat-route.ts";
export { retryAfterSecondsOf, toWireError } from "./wire-errors.ts";
