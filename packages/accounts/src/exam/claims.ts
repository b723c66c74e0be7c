import { mint, type VisitorId } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { ada, bob, claimFive, decision, exampleBytes, grant, type Open, post, sum } from "./examples.ts";

export function describeClaims(open: Open): void {
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
