import type { NetworkEvent } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import {
  batchNamed,
  billedReceipt,
  epochOf,
  fact,
  type Open,
  openedSession,
  payableReceipt,
  readSession,
  settle,
  settled,
  signedReceipt,
  startMs,
} from "./examples.ts";

export function describeFacts(open: Open): void {
  it("[NE133] stores the facts of a decision that was kept", async () => {
    const { state, facts } = await open();
    const told = [fact(), fact(), fact(), fact(), fact(), fact()];
    const [onSettling, onBatch, onConfirming, onEpoch, onDial, beside] = told.map((one) => [one]);
    const session = await openedSession(state);
    const stored = await billedReceipt(state, session, 3n);
    await settle(state, session, onSettling);
    await state.saveBatch(batchNamed("root"), [stored.requestId], [...(onBatch ?? []), ...(beside ?? [])]);
    await state.confirmBatch("root", startMs, onConfirming ?? []);
    await state.saveEpoch(epochOf(0, { gross: 3n }), { paid: [stored.requestId], withheld: [] }, onEpoch ?? []);
    await state.saveWeather("busy", onDial ?? []);
    expect([...(await facts())].sort()).toEqual(told.map(({ id }) => id).sort());
  });

  it("[NE133] stores none of a decision that was not kept", async () => {
    const { state, facts } = await open();
    const session = await openedSession(state);
    const read = await readSession(state, session);
    const stored = await billedReceipt(state, session, 3n);
    expect(await state.settleSession({ session: read, settled }, [fact()])).toBe(false);
    expect(await state.saveBatch(batchNamed("root"), [stored.requestId, signedReceipt().requestId], [fact()])).toBe(
      false,
    );
    expect(await state.confirmBatch("root", startMs, [fact()])).toBe(false);
    const paid = [stored.requestId];
    expect(await state.saveEpoch(epochOf(0, { gross: 3n }), { paid, withheld: [] }, [fact()])).toBe(false);
    const payable = await payableReceipt(state, 3n);
    const unbalanced = state.saveEpoch(epochOf(0, { gross: 4n }), { paid: [payable.requestId], withheld: [] }, [
      fact(),
    ]);
    await expect(unbalanced).rejects.toThrow();
    expect(await facts()).toEqual([]);
  });

  it("[NE133] keeps nothing of a decision whose facts cannot be stored", async () => {
    const { state, facts } = await open();
    const session = await openedSession(state);
    const stored = await billedReceipt(state, session, 3n);
    const members = { paid: [stored.requestId], withheld: [] };
    const told = [fact(), unspeakable()];

    await expect(state.saveWeather("busy", told)).rejects.toThrow();
    expect(await state.weather()).toBeNull();
    await expect(settle(state, session, told)).rejects.toThrow();
    expect(await settle(state, session)).toBe(true);
    await expect(state.saveBatch(batchNamed("root"), members.paid, told)).rejects.toThrow();
    expect(await state.saveBatch(batchNamed("root"), members.paid, [])).toBe(true);
    await expect(state.confirmBatch("root", startMs, told)).rejects.toThrow();
    expect(await state.confirmBatch("root", startMs, [])).toBe(true);
    await expect(state.saveEpoch(epochOf(0, { gross: 3n }), members, told)).rejects.toThrow();
    expect(await state.saveEpoch(epochOf(0, { gross: 3n }), members, [])).toBe(true);
    expect(await facts()).toEqual([]);
  });

  it("[NE133] stores a fact once, however often it is told", async () => {
    const { state, facts } = await open();
    const [again, news] = [fact(), fact()];
    await state.saveWeather("busy", [again]);
    await state.saveWeather("calm", [again, news]);
    expect([...(await facts())].sort()).toEqual([again.id, news.id].sort());
  });
}

/** A fact that breaks whoever looks at it, as a database does that fails in the middle. */
const unspeakable = (): NetworkEvent => ({
  ...fact(),
  get id(): never {
    throw new Error("nobody can store this");
  },
});
