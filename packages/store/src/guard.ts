import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";
import { StoreError, StoreUnavailableError } from "./errors.ts";

/** What an error may say about the database it came from. */
export type Origin = { readonly where: string; readonly advice: string };

/** The same port, with every error of the driver turned into one of ours before it leaves. */
export function guard<Port extends object>(room: string, port: Port, origin: Origin): Port {
  return new Proxy(port, {
    get(target, key) {
      const method: unknown = Reflect.get(target, key);
      if (typeof method !== "function") return method;
      return async (...given: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(method, target, given);
        } catch (error) {
          throw toStoreError(error, `${room}.${String(key)}`, origin);
        }
      };
    },
  });
}

/**
 * A query builder that others use, guarded in the same way: whatever it returns is guarded again, down to the promise.
 * Only for better-auth, which is given the database itself.
 */
export function shield<Builder extends object>(operation: string, builder: Builder, origin: Origin): Builder {
  return new Proxy(builder, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return shielded(operation, member, origin);
      if (key === "then") return (...handlers: Handlers) => settle(operation, target, origin).then(...handlers);
      return (...given: unknown[]): unknown => shielded(operation, Reflect.apply(member, target, given), origin);
    },
  });
}

type Handlers = Parameters<Promise<unknown>["then"]>;

const shielded = (operation: string, value: unknown, origin: Origin): unknown =>
  typeof value === "object" && value !== null ? shield(operation, value, origin) : value;

async function settle(operation: string, awaited: unknown, origin: Origin): Promise<unknown> {
  try {
    return await awaited;
  } catch (error) {
    throw toStoreError(error, operation, origin);
  }
}

/** Errors that are not the driver's, such as a broken rule in a `decide`, pass as they are. */
export function toStoreError(error: unknown, operation: string, origin: Origin): unknown {
  const inner = error instanceof DrizzleQueryError ? error.cause : error;
  const reason = unavailability(inner);
  if (reason !== null) return new StoreUnavailableError({ ...origin, reason });
  if (inner instanceof pg.DatabaseError) {
    const { code = null, constraint = null, message } = inner;
    const explanation = code?.startsWith("42") ? message : null;
    return new StoreError({ operation, sqlstate: code, constraint, explanation });
  }
  return error instanceof DrizzleQueryError
    ? new StoreError({ operation, sqlstate: null, constraint: null, explanation: null })
    : error;
}

/** Why a statement found nobody to answer it; null if somebody did. */
function unavailability(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof pg.DatabaseError) return refusals.get(error.code ?? "") ?? null;
  if (error instanceof AggregateError) return unavailability(error.errors[0]);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined && connecting.has(syscall)) return code;
  return lostConnections.find((words) => error.message.includes(words)) ?? null;
}

const connecting = new Set(["connect", "read", "write", "getaddrinfo"]);

/** SQLSTATEs that mean a server is not to be had, in words that name no user. */
const refusals = new Map([
  ["28P01", "it refused the user or the password"],
  ["28000", "it refused the user or the password"],
  ["3D000", "it has no such database"],
  ["53300", "it has no connection left"],
  ["57P01", "it is shutting down"],
  ["57P02", "it has crashed"],
  ["57P03", "it is starting up"],
  ["25P03", "a transaction was idle for too long"],
  ["08P01", "the connection broke"],
  ["08006", "the connection broke"],
]);

/** What pg says without a code. */
const lostConnections = [
  "timeout exceeded when trying to connect",
  "Connection terminated due to connection timeout",
  "Connection terminated unexpectedly",
  "Connection terminated",
  "Client has encountered a connection error",
  "Cannot use a pool after calling end on the pool",
];
