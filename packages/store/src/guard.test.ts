import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { StoreError, StoreUnavailableError } from "./errors.ts";
import { guard, toStoreError } from "./guard.ts";
import { openTestStores } from "./testing/index.ts";

const secret = "somebody@example.org";
const origin = { where: "the store", advice: "wait" };

/** Everything that a logger could print of an error. */
const printed = (error: unknown) =>
  error instanceof Error ? [String(error), error.stack, JSON.stringify(error), String(error.cause)].join("\n") : "none";

const failureOf = (asked: PromiseLike<unknown>) =>
  Promise.resolve(asked).then(
    () => null,
    (error: unknown) => error,
  );

for (const { engine, open } of openTestStores()) {
  describe(`errors of the store on ${engine}`, () => {
    it("[ST17] names the operation and the SQLSTATE of a failed statement and none of its values", async () => {
      const { experiments } = await open();
      const failure = await failureOf(experiments.get(`${secret}\0`));
      expect(failure).toBeInstanceOf(StoreError);
      expect(failure).toMatchObject({ facts: { operation: "experiments.get", sqlstate: "22021" } });
      expect(printed(failure)).not.toContain(secret);
    });

    it("[ST17] says which constraint was broken, to better-auth as well, without the values it names", async () => {
      const { staff } = await open();
      const { database, schema } = staff;
      const person = { name: "Ada", email: secret, role: "viewer" } as const;
      await database.insert(schema.user).values({ ...person, id: "1" });
      const failures = [
        await failureOf(database.insert(schema.user).values({ ...person, id: "2" })),
        await failureOf(
          database
            .insert(schema.user)
            .values({ ...person, id: "3" })
            .returning(),
        ),
        await failureOf(database.transaction((inner) => inner.insert(schema.user).values({ ...person, id: "4" }))),
      ];
      for (const failure of failures) {
        expect(failure).toBeInstanceOf(StoreError);
        expect(failure).toMatchObject({ facts: { sqlstate: "23505", constraint: "staff_user_email_unique" } });
        expect(printed(failure)).not.toContain(secret);
      }
      expect(await database.select().from(schema.user).where(eq(schema.user.email, secret))).toMatchObject([
        { id: "1" },
      ]);
    });

    it("[ST17] explains a broken statement by the names in it", async () => {
      const { staff } = await open();
      const failure = await failureOf(staff.database.execute(sql`select nothing from events where id = ${secret}`));
      expect(String(failure)).toContain('column "nothing" does not exist');
      expect(printed(failure)).not.toContain(secret);
    });

    it("[ST18] refuses a balance below zero in the database itself, whoever writes it", async () => {
      const { staff } = await open();
      for (const [available, held] of [
        [-1, 0],
        [0, -1],
      ]) {
        const broken = sql`insert into balances values (1, 'free', ${available}, ${held})`;
        expect(await failureOf(staff.database.execute(broken))).toMatchObject({ facts: { sqlstate: "23514" } });
      }
      await staff.database.execute(sql`insert into balances values (1, 'free', 0, 0)`);
    });
  });
}

describe("guarding a port", () => {
  it("[ST19] lets a rule's own error pass as it is", async () => {
    const broken = new RangeError("a broken rule");
    const port = guard("room", { ask: () => Promise.reject(broken) }, origin);
    expect(await failureOf(port.ask())).toBe(broken);
  });

  it.each([
    ["a refused connection", Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" })],
    ["a broken one", new Error("Connection terminated unexpectedly")],
    ["a server that shuts down", Object.assign(new pg.DatabaseError("bye", 3, "error"), { code: "57P01" })],
  ])("[ST19] calls %s unavailable", (_, error) => {
    expect(toStoreError(error, "room.ask", origin)).toBeInstanceOf(StoreUnavailableError);
  });
});
