import {
  type Funding,
  type HoldId,
  mint,
  type PurchaseId,
  type RequestId,
  type TakenEvent,
  type VisitorId,
  visitorKeyOf,
} from "@flywheel/vocabulary";
import type { AccountBook, Decision, Posting, Purchase } from "../port.ts";

/** An empty book, and the facts that were stored with its postings, in any order. */
export type ExaminedBook = {
  readonly book: AccountBook;
  readonly factsOf: (visitorId: VisitorId) => Promise<readonly TakenEvent[]>;
};

export type Open = () => Promise<ExaminedBook>;

export const ada = "vis_ada00000000000000000" as VisitorId;
export const bob = "vis_bob00000000000000000" as VisitorId;
export const exampleRequest = "req_example0000000000000" as RequestId;

export type Given = {
  readonly atMs?: number;
  readonly asked?: readonly string[];
  readonly claims?: readonly string[];
  readonly facts?: readonly TakenEvent[];
};

export function post(book: AccountBook, visitorId: VisitorId, postings: readonly Posting[], given: Given = {}) {
  const { atMs = 1_000, claims = [], asked = claims, facts = [] } = given;
  return book.transact(visitorId, atMs, asked, () => decision("done", { postings, claims, facts }));
}

export function decision<Result>(result: Result, parts: Partial<Omit<Decision<Result>, "result">>): Decision<Result> {
  return { result, postings: [], claims: [], facts: [], ...parts };
}

export function holdThreeIfThere(book: AccountBook, visitorId: VisitorId): Promise<"held" | "refused"> {
  const id = mint<HoldId>("hld", exampleBytes);
  const event = fact(visitorId);
  return book.transact<"held" | "refused">(visitorId, 1_000, [], ({ balances: { free } }) =>
    free.available < 3
      ? decision("refused", {})
      : decision("held", { postings: [holding(id, "free", 3, 9_000)], facts: [event] }),
  );
}

export function claimFive(book: AccountBook, visitorId: VisitorId, key: string): Promise<"won" | "taken"> {
  const event = fact(visitorId);
  return book.transact<"won" | "taken">(visitorId, 1_000, [key], ({ claimed }) =>
    claimed.has(key)
      ? decision("taken", {})
      : decision("won", { postings: [grant("free", 5)], claims: [key], facts: [event] }),
  );
}

export function move(kind: Posting["kind"], funding: Funding, availableDelta: number, heldDelta: number): Posting {
  return {
    kind,
    funding,
    availableDelta,
    heldDelta,
    holdId: null,
    requestId: null,
    expiresAtMs: null,
    reference: null,
  };
}

export function grant(funding: Funding, credits: number): Posting {
  return { ...move("grant", funding, credits, 0), reference: "example-campaign" };
}

export function holding(holdId: HoldId, funding: Funding, credits: number, expiresAtMs: number): Posting {
  return { ...move("hold", funding, -credits, credits), holdId, requestId: exampleRequest, expiresAtMs };
}

export function ending(
  holdId: HoldId,
  kind: Posting["kind"],
  funding: Funding,
  availableDelta: number,
  heldDelta: number,
) {
  return { ...move(kind, funding, availableDelta, heldDelta), holdId, requestId: exampleRequest };
}

/** Fundings as [available, held]; what is not named is empty. */
export function balances(named: Partial<Record<Funding, readonly [number, number]>>) {
  const of = (funding: Funding) => {
    const [available, held] = named[funding] ?? [0, 0];
    return { available, held };
  };
  return { free: of("free"), granted: of("granted"), purchased: of("purchased") };
}

export function examplePurchase(visitorId: VisitorId): Purchase {
  return {
    id: mint<PurchaseId>("pur", exampleBytes),
    visitorId,
    pack: "starter",
    credits: 1_000,
    priceMicroUsd: 1_000_000,
    state: "open",
    startedMs: 1_700_000_000_123,
  };
}

export function fact(visitorId: VisitorId): TakenEvent {
  const credits = 5;
  return {
    visitorKey: visitorKeyOf(visitorId),
    id: mint("evt", exampleBytes),
    atMs: 1_000,
    seq: 0,
    receivedAtMs: 1_000,
    name: "credits.granted",
    app: "image-studio",
    layer: "incentives",
    writer: "server",
    build: null,
    sessionId: null,
    device: "desktop",
    browser: "Firefox",
    simulated: false,
    bot: false,
    requestId: null,
    model: null,
    funding: "free",
    experiment: null,
    variant: null,
    value: credits,
    fields: { credits, funding: "free", source: "allowance" },
  };
}

export const byId = (events: readonly TakenEvent[]) => [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
export const descends = (numbers: readonly number[]) =>
  numbers.every((it, at) => at === 0 || it < (numbers[at - 1] ?? 0));
export const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);

let exampleState = 1;
/** Any bytes that differ from call to call will do: examples need ids, not secrets. */
export function exampleBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    exampleState = (Math.imul(exampleState, 1_664_525) + 1_013_904_223) >>> 0;
    return exampleState >>> 24;
  });
}
