export { balances, claims, holds, ledger, purchases, visitors } from "./accounts.ts";
export { events, networkEvents, quarantine, removals } from "./events.ts";
export { experimentHistory, experiments } from "./experiments.ts";
export {
  batches,
  bills,
  deposits,
  epochs,
  nodeKeys,
  paymentSessions,
  payouts,
  receipts,
  walletKeys,
  wallets,
  weatherDial,
} from "./network.ts";
export { savedSegments, segmentHistory } from "./segments.ts";
export { account, session, user, verification } from "./staff.ts";
export { conversations, images, messages } from "./works.ts";
