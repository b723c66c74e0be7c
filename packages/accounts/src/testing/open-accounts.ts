import {
  type EventName,
  mint,
  type RequestId,
  type TakenEvent,
  type VisitorId,
  visitorKeyOf,
} from "@flywheel/vocabulary";
import { type AccountsParts, createAccounts } from "../accounts.ts";
import { rangeOf } from "../address-range.ts";
import { dayOf } from "../allowance.ts";
import { createMemoryAccountBook } from "../memory.ts";

export const noon = Date.UTC(2026, 0, 31, 12);
export const dayMs = 24 * 60 * 60_000;

/** Accounts on a memory book, with a clock to move and everything that was stored in sight. */
export function openAccounts(given: Partial<AccountsParts> = {}) {
  const clock = { nowMs: noon };
  const randomBytes = exampleBytes();
  const stored: TakenEvent[] = [];
  const book = createMemoryAccountBook({ record: (facts) => stored.push(...facts) });
  const parts: AccountsParts = {
    book,
    now: () => clock.nowMs,
    randomBytes,
    dailyAllowanceCredits: 50,
    allowancesPerRange: 3,
    ...given,
  };
  const accounts = createAccounts(parts);
  const range = (address = "203.0.113.7") => rangeOf(address, "a secret", dayOf(clock.nowMs));

  const newRequest = () => mint<RequestId>("req", randomBytes);
  const fact = (visitorId: VisitorId, name: EventName, value: number): readonly TakenEvent[] => [
    { ...exampleEvent, visitorKey: visitorKeyOf(visitorId), id: mint("evt", randomBytes), name, value },
  ];

  return {
    accounts,
    book,
    clock,
    range,
    fact,
    newRequest,
    newVisitor: () => mint<VisitorId>("vis", randomBytes),
    /** What the stored events say: their name and value, in order. */
    told: () => stored.map(({ name, value }) => [name, value] as const),
    /** Holds credits, by default for a new request, telling of it as the api does. */
    hold(visitorId: VisitorId, credits: number, more: { requestId?: RequestId; range?: string } = {}) {
      const { requestId = newRequest(), range: from = range() } = more;
      const facts = {
        claimed: (allowance: number) => fact(visitorId, "credits.granted", allowance),
        held: () => fact(visitorId, "credits.held", credits),
      };
      return accounts.hold({ visitorId, requestId, credits, range: from, facts });
    },
    grant: (visitorId: VisitorId, credits: number) =>
      accounts.grant({ visitorId, credits, campaign: "welcome", facts: () => [] }),
    async buy(visitorId: VisitorId) {
      const started = await accounts.startPurchase({ visitorId, pack: "small" });
      if (started.outcome === "refused") throw new Error("there is no small pack");
      const { id: purchaseId } = started.purchase;
      await accounts.confirmPurchase({ visitorId, purchaseId, facts: () => [] });
    },
    /** [available, held] by funding. */
    async balancesOf(visitorId: VisitorId) {
      const { free, granted, purchased } = (await book.read(visitorId, [])).balances;
      const pair = ({ available, held }: typeof free) => [available, held] as const;
      return { free: pair(free), granted: pair(granted), purchased: pair(purchased) };
    },
  };
}

const exampleEvent = {
  atMs: noon,
  seq: 0,
  receivedAtMs: noon,
  app: "image-studio",
  layer: "payments",
  writer: "server",
  build: null,
  sessionId: null,
  device: "desktop",
  browser: "Firefox",
  simulated: false,
  bot: false,
  requestId: null,
  model: null,
  funding: null,
  experiment: null,
  variant: null,
  fields: {},
} as const;

/** Bytes that differ from call to call and are the same in every run. */
function exampleBytes(): (count: number) => Uint8Array {
  let state = 1;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}
