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
import { describe, expect, it } from "vitest";
import { type AccountBook, type Decision, LedgerBelowZeroError, type Posting, type Purchase } from "./port.ts";

/** An empty book, and the facts that were stored with its postings, in any order. */
export type ExaminedBook = {
  readonly book: AccountBook;
  readonly factsOf: (visitorId: VisitorId) => Promise<readonly TakenEvent[]>;
};

/** What every account book promises. A new backend is finished when this passes. `open` gives an empty book each time. */
export function describeAccountBook(backend: string, open: () => Promise<ExaminedBook>): void {
  describe(`account book on ${backend}`, () => {
    describeVisitors(open);
    describeTransactions(open);
    describeClaims(open);
    describeHolds(open);
    describePurchases(open);
    describeErasure(open);
  });
}

type Open = () => Promise<ExaminedBook>;

function describeVisitors(open: Open): void {
  it("[AC1] keeps the first time a visitor was seen, and their newest answer about consent", async () => {
    const { book } = await open();
    expect(await book.visitor(ada)).toBeNull();
    await book.saveVisitor({ id: ada, consent: "unknown", firstSeenMs: 2_000 });
    await book.saveVisitor({ id: ada, consent: "granted", firstSeenMs: 1_000 });
    expect(await book.visitor(ada)).toEqual({ id: ada, consent: "granted", firstSeenMs: 2_000 });
    await book.saveVisitor({ id: ada, consent: "denied", firstSeenMs: 3_000 });
    expect(await book.visitor(ada)).toEqual({ id: ada, consent: "denied", firstSeenMs: 2_000 });
    expect(await book.visitor(bob)).toBeNull();
  });

  it("[AC2] never lets `unknown` replace an answer: a slow first page cannot undo what was said since", async () => {
    const { book } = await open();
    await book.saveVisitor({ id: ada, consent: "denied", firstSeenMs: 1_000 });
    await book.saveVisitor({ id: ada, consent: "unknown", firstSeenMs: 1_000 });
    expect((await book.visitor(ada))?.consent).toBe("denied");
  });
}

function describeTransactions(open: Open): void {
  it("[AC3] shows a visitor it never met as empty", async () => {
    const { book } = await open();
    const state = await book.read(ada, ["allowance:a"]);
    expect(state).toEqual({ balances: balances({}), holds: [], claimed: new Set() });
    expect(await book.ledger(ada, 10)).toEqual([]);
  });

  it("[AC4] makes postings true, gives the result back, and writes the ledger newest first", async () => {
    const { book } = await open();
    const credited = [grant("free", 50), grant("purchased", 1_000)];
    expect(await post(book, ada, credited, { atMs: 1_000 })).toBe("done");
    await post(book, ada, [grant("granted", 7)], { atMs: 2_000 });
    await post(book, bob, [grant("free", 3)], { atMs: 1_500 });

    const { balances: held } = await book.read(ada, []);
    expect(held).toEqual(balances({ free: [50, 0], granted: [7, 0], purchased: [1_000, 0] }));
    const ledger = await book.ledger(ada, 10);
    expect(ledger.map(({ sequence: _, ...entry }) => entry)).toEqual([
      { ...grant("granted", 7), atMs: 2_000 },
      { ...grant("purchased", 1_000), atMs: 1_000 },
      { ...grant("free", 50), atMs: 1_000 },
    ]);
    expect(descends(ledger.map(({ sequence }) => sequence))).toBe(true);
    expect(await book.ledger(ada, 2)).toEqual(ledger.slice(0, 2));
  });

  it.each([
    ["available", [grant("free", 5), move("charge", "granted", -1, 0)]],
    ["held", [grant("free", 5), move("charge", "free", 0, -1)]],
  ] as const)(
    "[AC5] refuses to take %s credits below zero, and stores nothing of that decision",
    async (side, postings) => {
      const { book, factsOf } = await open();
      await post(book, ada, [grant("purchased", 9)]);
      const refused = post(book, ada, postings, { asked: ["k"], claims: ["k"], facts: [fact(ada)] });
      await expect(refused).rejects.toThrow(LedgerBelowZeroError);
      await expect(refused).rejects.toMatchObject({ facts: { side } });

      expect(await book.read(ada, ["k"])).toMatchObject({
        balances: balances({ purchased: [9, 0] }),
        claimed: new Set(),
      });
      expect(await book.ledger(ada, 10)).toHaveLength(1);
      expect(await factsOf(ada)).toEqual([]);
    },
  );

  it("[AC5] judges the postings of one decision together, in any order", async () => {
    const { book } = await open();
    await post(book, ada, [move("charge", "free", -5, 0), grant("free", 5)]);
    expect((await book.read(ada, [])).balances.free).toEqual({ available: 0, held: 0 });
  });

  it("[AC6] stores nothing when the decision throws", async () => {
    const { book, factsOf } = await open();
    const broken = book.transact(ada, 1_000, ["k"], () => {
      throw new RangeError("a broken rule");
    });
    await expect(broken).rejects.toThrow("a broken rule");
    expect(await book.read(ada, ["k"])).toMatchObject({ balances: balances({}), claimed: new Set() });
    expect(await factsOf(ada)).toEqual([]);
  });

  it("[AC7] stores facts with their postings, and also with none", async () => {
    const { book, factsOf } = await open();
    const [first, second] = [fact(ada), fact(ada)];
    await post(book, ada, [grant("free", 5)], { facts: [first] });
    await post(book, ada, [], { facts: [second] });
    expect(byId(await factsOf(ada))).toEqual(byId([first, second]));
    expect(await factsOf(bob)).toEqual([]);
  });

  it("[AC8] lets 50 holds at once spend what is there and no more", async () => {
    const { book, factsOf } = await open();
    await post(book, ada, [grant("free", 20)]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => holdThreeIfThere(book, ada)));

    expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(6);
    const { balances: left, holds } = await book.read(ada, []);
    expect(left.free).toEqual({ available: 2, held: 18 });
    expect(holds).toHaveLength(6);
    expect(await book.ledger(ada, 100)).toHaveLength(7);
    expect(await factsOf(ada)).toHaveLength(6);
  });
}

function describeClaims(open: Open): void {
  it("[AC9] shows which of the claims asked about are made, by anybody", async () => {
    const { book } = await open();
    await post(book, ada, [], { asked: ["a", "b"], claims: ["a"] });
    expect((await book.read(bob, ["a", "b", "c"])).claimed).toEqual(new Set(["a"]));
    expect((await book.read(ada, ["b"])).claimed).toEqual(new Set());
  });

  it("[AC10] lets one of twenty visitors win a claim; the others are asked again and see it taken", async () => {
    const { book, factsOf } = await open();
    const visitors = Array.from({ length: 20 }, () => mint<VisitorId>("vis", exampleBytes));
    const outcomes = await Promise.all(visitors.map((visitor) => claimFive(book, visitor, "slot")));

    expect(outcomes.filter((outcome) => outcome === "won")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "taken")).toHaveLength(19);
    const states = await Promise.all(visitors.map((visitor) => book.read(visitor, [])));
    expect(sum(states.map((state) => state.balances.free.available))).toBe(5);
    expect((await Promise.all(visitors.map(factsOf))).flat()).toHaveLength(1);
  });

  it("[AC10] lets each of several claims go once when visitors race for whichever is left", async () => {
    const { book } = await open();
    const slots = ["slot:0", "slot:1", "slot:2"];
    const visitors = Array.from({ length: 12 }, () => mint<VisitorId>("vis", exampleBytes));
    const won = await Promise.all(
      visitors.map((visitor) =>
        book.transact<string | null>(visitor, 1_000, slots, ({ claimed }) => {
          const slot = slots.find((key) => !claimed.has(key)) ?? null;
          return decision(slot, slot === null ? {} : { postings: [grant("free", 1)], claims: [slot] });
        }),
      ),
    );
    expect(won.filter((slot) => slot !== null).sort()).toEqual(slots);
  });
}

function describeHolds(open: Open): void {
  it("[AC11] knows a hold by its postings: what is left of it, and for how long", async () => {
    const { book } = await open();
    await post(book, ada, [grant("free", 5), grant("purchased", 10)]);
    const [id, other] = [mint<HoldId>("hld", exampleBytes), mint<HoldId>("hld", exampleBytes)];
    await post(book, ada, [holding(id, "free", 5, 9_000), holding(id, "purchased", 2, 9_000)]);
    await post(book, ada, [holding(other, "purchased", 1, 9_000)]);

    const { holds, balances: held } = await book.read(ada, []);
    expect(held).toEqual(balances({ free: [0, 5], purchased: [7, 3] }));
    const open1 = { id, requestId: exampleRequest, parts: { free: 5, purchased: 2 }, expiresAtMs: 9_000 };
    expect(holds.find((hold) => hold.id === id)).toEqual(open1);
    expect(holds).toHaveLength(2);

    await post(book, ada, [ending(id, "charge", "free", 0, -5)]);
    expect((await book.read(ada, [])).holds.find((hold) => hold.id === id)?.parts).toEqual({ purchased: 2 });
    await post(book, ada, [ending(id, "release", "purchased", 2, -2)]);
    expect((await book.read(ada, [])).holds.map((hold) => hold.id)).toEqual([other]);
    expect((await book.read(ada, [])).balances).toEqual(balances({ purchased: [9, 1] }));
  });

  it("[AC12] refuses to take from a hold more than it has left, even if other holds could cover it", async () => {
    const { book } = await open();
    await post(book, ada, [grant("free", 10)]);
    const [id, other] = [mint<HoldId>("hld", exampleBytes), mint<HoldId>("hld", exampleBytes)];
    await post(book, ada, [holding(id, "free", 2, 9_000), holding(other, "free", 8, 9_000)]);
    await expect(post(book, ada, [ending(id, "charge", "free", 0, -3)])).rejects.toThrow(LedgerBelowZeroError);
    expect((await book.read(ada, [])).balances.free).toEqual({ available: 0, held: 10 });
  });

  it("[AC13] names holds whose time is over, of everybody, the longest over first", async () => {
    const { book } = await open();
    await post(book, ada, [grant("free", 10)]);
    await post(book, bob, [grant("free", 10)]);
    const ids = Array.from({ length: 4 }, () => mint<HoldId>("hld", exampleBytes)) as [HoldId, HoldId, HoldId, HoldId];
    await post(book, ada, [holding(ids[0], "free", 1, 3_000), holding(ids[1], "free", 2, 1_000)]);
    await post(book, bob, [holding(ids[2], "free", 3, 2_000), holding(ids[3], "free", 4, 3_001)]);

    expect((await book.expiredHolds(3_000, 10)).map(({ visitorId, hold }) => [visitorId, hold.id])).toEqual([
      [ada, ids[1]],
      [bob, ids[2]],
      [ada, ids[0]],
    ]);
    expect(await book.expiredHolds(3_000, 1)).toEqual([
      { visitorId: ada, hold: { id: ids[1], requestId: exampleRequest, parts: { free: 2 }, expiresAtMs: 1_000 } },
    ]);
    await post(book, ada, [ending(ids[1], "release", "free", 2, -2)]);
    expect((await book.expiredHolds(3_000, 10)).map(({ hold }) => hold.id)).toEqual([ids[2], ids[0]]);
    expect(await book.expiredHolds(999, 10)).toEqual([]);
  });
}

function describePurchases(open: Open): void {
  it("[AC14] keeps a purchase as it was started, and its end once it has one", async () => {
    const { book } = await open();
    const purchase = examplePurchase(ada);
    expect(await book.purchase(purchase.id)).toBeNull();
    await book.savePurchase(purchase);
    expect(await book.purchase(purchase.id)).toEqual(purchase);

    await book.savePurchase({ ...purchase, state: "paid" });
    await book.savePurchase({ ...purchase, state: "abandoned" });
    await book.savePurchase(purchase);
    expect(await book.purchase(purchase.id)).toEqual({ ...purchase, state: "paid" });
  });

  it("[AC14] keeps an abandoned purchase abandoned", async () => {
    const { book } = await open();
    const purchase = examplePurchase(ada);
    await book.savePurchase(purchase);
    await book.savePurchase({ ...purchase, state: "abandoned" });
    await book.savePurchase({ ...purchase, state: "paid" });
    expect((await book.purchase(purchase.id))?.state).toBe("abandoned");
  });
}

function describeErasure(open: Open): void {
  it("[AC15] forgets one visitor wholly, leaves the others, and keeps claims", async () => {
    const { book } = await open();
    const purchases = [examplePurchase(ada), examplePurchase(bob)] as const;
    for (const visitor of [ada, bob]) {
      await book.saveVisitor({ id: visitor, consent: "granted", firstSeenMs: 1_000 });
      await post(book, visitor, [grant("free", 10)], { claims: [`claim of ${visitor}`] });
      await post(book, visitor, [holding(mint<HoldId>("hld", exampleBytes), "free", 4, 2_000)]);
    }
    for (const purchase of purchases) await book.savePurchase(purchase);

    await book.erase(ada);
    await book.erase(ada);
    expect(await book.visitor(ada)).toBeNull();
    expect(await book.ledger(ada, 10)).toEqual([]);
    expect(await book.purchase(purchases[0].id)).toBeNull();
    const claims = [`claim of ${ada}`, `claim of ${bob}`];
    expect(await book.read(ada, claims)).toEqual({ balances: balances({}), holds: [], claimed: new Set(claims) });

    expect(await book.visitor(bob)).not.toBeNull();
    expect((await book.read(bob, [])).balances.free).toEqual({ available: 6, held: 4 });
    expect((await book.expiredHolds(9_000, 10)).map(({ visitorId }) => visitorId)).toEqual([bob]);
    expect(await book.purchase(purchases[1].id)).toEqual(purchases[1]);
  });
}

const ada = "vis_ada00000000000000000" as VisitorId;
const bob = "vis_bob00000000000000000" as VisitorId;
const exampleRequest = "req_example0000000000000" as RequestId;

type Given = {
  readonly atMs?: number;
  readonly asked?: readonly string[];
  readonly claims?: readonly string[];
  readonly facts?: readonly TakenEvent[];
};

function post(book: AccountBook, visitorId: VisitorId, postings: readonly Posting[], given: Given = {}) {
  const { atMs = 1_000, claims = [], asked = claims, facts = [] } = given;
  return book.transact(visitorId, atMs, asked, () => decision("done", { postings, claims, facts }));
}

function decision<Result>(result: Result, parts: Partial<Omit<Decision<Result>, "result">>): Decision<Result> {
  return { result, postings: [], claims: [], facts: [], ...parts };
}

function holdThreeIfThere(book: AccountBook, visitorId: VisitorId): Promise<"held" | "refused"> {
  const id = mint<HoldId>("hld", exampleBytes);
  const event = fact(visitorId);
  return book.transact<"held" | "refused">(visitorId, 1_000, [], ({ balances: { free } }) =>
    free.available < 3
      ? decision("refused", {})
      : decision("held", { postings: [holding(id, "free", 3, 9_000)], facts: [event] }),
  );
}

function claimFive(book: AccountBook, visitorId: VisitorId, key: string): Promise<"won" | "taken"> {
  const event = fact(visitorId);
  return book.transact<"won" | "taken">(visitorId, 1_000, [key], ({ claimed }) =>
    claimed.has(key)
      ? decision("taken", {})
      : decision("won", { postings: [grant("free", 5)], claims: [key], facts: [event] }),
  );
}

function move(kind: Posting["kind"], funding: Funding, availableDelta: number, heldDelta: number): Posting {
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

function grant(funding: Funding, credits: number): Posting {
  return { ...move("grant", funding, credits, 0), reference: "example-campaign" };
}

function holding(holdId: HoldId, funding: Funding, credits: number, expiresAtMs: number): Posting {
  return { ...move("hold", funding, -credits, credits), holdId, requestId: exampleRequest, expiresAtMs };
}

function ending(holdId: HoldId, kind: Posting["kind"], funding: Funding, availableDelta: number, heldDelta: number) {
  return { ...move(kind, funding, availableDelta, heldDelta), holdId, requestId: exampleRequest };
}

/** Fundings as [available, held]; what is not named is empty. */
function balances(named: Partial<Record<Funding, readonly [number, number]>>) {
  const of = (funding: Funding) => {
    const [available, held] = named[funding] ?? [0, 0];
    return { available, held };
  };
  return { free: of("free"), granted: of("granted"), purchased: of("purchased") };
}

function examplePurchase(visitorId: VisitorId): Purchase {
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

function fact(visitorId: VisitorId): TakenEvent {
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

const byId = (events: readonly TakenEvent[]) => [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
const descends = (numbers: readonly number[]) => numbers.every((it, at) => at === 0 || it < (numbers[at - 1] ?? 0));
const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);

let exampleState = 1;
/** Any bytes that differ from call to call will do: examples need ids, not secrets. */
function exampleBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    exampleState = (Math.imul(exampleState, 1_664_525) + 1_013_904_223) >>> 0;
    return exampleState >>> 24;
  });
}
