import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDesk } from "./asking.ts";

const limits = { atOnce: 2, waiting: 10, timeoutMs: 15_000, rows: 100, memoryMiB: 256 };
const anything = { text: "select 1 as one", parameters: [] };
const never = new AbortController().signal;

/** A desk whose questions have begun when they ask for a connection, and are let go by hand. */
function stand() {
  const begun: { resolve(it: DuckDBConnection): void; reject(error: Error): void }[] = [];
  const connect = () => new Promise<DuckDBConnection>((resolve, reject) => void begun.push({ resolve, reject }));
  const desk = openDesk({ connect, limits, onBroken: () => {} });
  return { desk, begun, ask: (stop: AbortSignal = never) => desk.ask(anything, stop) };
}
const becauseOf = async (asked: Promise<object>) => {
  const outcome = await asked;
  return "refusal" in outcome ? (outcome.refusal as { readonly because: string }).because : "answered";
};

describe("the line of questions", () => {
  it("[ST95] lets no more run at once when one that waits is given up", async () => {
    const { desk, begun, ask } = stand();
    const leaving = new AbortController();
    const [running] = [ask(), ask()];
    const left = ask(leaving.signal);
    const next = ask();
    leaving.abort();
    expect(await becauseOf(left)).toBe("stopped");
    expect([begun.length, desk.waiting()]).toEqual([2, 1]);

    begun[0]?.reject(new Error("let go"));
    await running;
    await vi.waitFor(() => expect(begun).toHaveLength(3));
    void ask();
    expect(desk.waiting()).toBe(1);
    begun[2]?.reject(new Error("let go"));
    expect(await becauseOf(next)).toBe("failed");
  });

  it("[ST95] gives its place to nobody who has given up before", async () => {
    const { begun, ask } = stand();
    expect(await becauseOf(ask(AbortSignal.abort()))).toBe("stopped");
    expect(begun).toHaveLength(0);
  });
});

describe("a question that is late", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("[ST96] without having begun is one of too many, and not one that asks for too much", async () => {
    const { desk, ask } = stand();
    void [ask(), ask()];
    const waiting = becauseOf(ask());
    await vi.advanceTimersByTimeAsync(limits.timeoutMs);
    expect(await waiting).toBe("busy");
    expect(desk.waiting()).toBe(0);
  });

  it("[ST96] has all of its time after the line", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const { begun, ask } = stand();
    void [ask(), ask()];
    const [inTime, late] = [ask(), ask()].map(becauseOf);
    await vi.advanceTimersByTimeAsync(limits.timeoutMs - 1);
    for (const { reject } of begun.slice(0, 2)) reject(new Error("let go"));
    await vi.advanceTimersByTimeAsync(limits.timeoutMs - 1);
    begun[2]?.resolve(connection);
    expect(await inTime).toBe("answered");
    await vi.advanceTimersByTimeAsync(1);
    begun[3]?.resolve(connection);
    expect(await late).toBe("too-slow");
  });
});

it("[ST97] a transaction that does not begin refuses its question alone, and what stopped that one stops no other", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("begin transaction");
  let connections = 0;
  const connect = async () => {
    connections += 1;
    return connection;
  };
  const desk = openDesk({ connect, limits, onBroken: () => {} });
  const stop = new AbortController();
  expect(await desk.ask(anything, stop.signal)).toMatchObject({ refusal: { because: "failed" } });
  const interrupt = vi.spyOn(connection, "interrupt");
  stop.abort();
  expect(interrupt).not.toHaveBeenCalled();
  expect(await desk.ask(anything, never)).toEqual({ rows: [{ one: 1 }] });
  expect(connections).toBe(1);
});
