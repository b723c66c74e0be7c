import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBResultReader,
  type DuckDBType,
  DuckDBTypeId,
  SQLNULL,
  StatementType,
  VARCHAR,
} from "@duckdb/node-api";
import type { Parameter, QuestionLimits, Refusal, Rows } from "./messages.ts";

export type Question = { readonly text: string; readonly parameters: readonly Parameter[] };
export type Outcome = { readonly rows: Rows } | { readonly refusal: Refusal };

export type Desk = {
  /** Never rejects: whoever asked is in another process. */
  ask(question: Question, stop: AbortSignal): Promise<Outcome>;
  readonly waiting: () => number;
};

type DeskParts = {
  readonly connect: () => Promise<DuckDBConnection>;
  readonly limits: QuestionLimits;
  /** DuckDB itself has failed, not the question. */
  readonly onBroken: (error: Error) => void;
};

/**
 * Answers some questions at once; the others wait in a line that has an end. What waits too long has asked for nothing
 * too much, so its time in the line is counted apart from the time that it takes.
 */
export function openDesk({ connect, limits, onBroken }: DeskParts): Desk {
  const idle: DuckDBConnection[] = [];
  const line: (() => void)[] = [];
  let busy = 0;

  /** Whether there was a place before it was given up; only who has one leaves it. */
  const enter = async (stop: AbortSignal): Promise<boolean> => {
    if (stop.aborted) return false;
    if (busy < limits.atOnce) {
      busy += 1;
      return true;
    }
    return new Promise((resolve) => {
      const proceed = () => {
        stop.removeEventListener("abort", leave);
        resolve(true);
      };
      const leave = () => {
        line.splice(line.indexOf(proceed), 1);
        resolve(false);
      };
      stop.addEventListener("abort", leave, { once: true });
      line.push(proceed);
    });
  };
  /** Whoever waits longest takes the place. */
  const exit = () => {
    const next = line.shift();
    if (next) next();
    else busy -= 1;
  };

  const waitForPlace = async (stop: AbortSignal): Promise<Refusal | null> => {
    const late = expiry(limits.timeoutMs);
    try {
      if (await enter(AbortSignal.any([stop, late.signal]))) return null;
      return { because: stop.aborted ? "stopped" : "busy" };
    } finally {
      late.end();
    }
  };

  const answerInTime = async (question: Question, stop: AbortSignal): Promise<Outcome> => {
    const late = expiry(limits.timeoutMs);
    try {
      const connection = idle.pop() ?? (await connect());
      const given = { stop: AbortSignal.any([stop, late.signal]), rows: limits.rows };
      const outcome = await answer(connection, question, given);
      idle.push(connection);
      const isLate = "refusal" in outcome && outcome.refusal.because === "stopped" && !stop.aborted;
      return isLate ? { refusal: { because: "too-slow" } } : outcome;
    } finally {
      late.end();
    }
  };

  return {
    waiting: () => line.length,

    async ask(question, stop) {
      if (line.length >= limits.waiting) return { refusal: { because: "busy" } };
      const refusal = await waitForPlace(stop);
      if (refusal !== null) return { refusal };
      try {
        return await answerInTime(question, stop);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (isBroken(error)) onBroken(error);
        return { refusal: { because: "failed", explanation: null } };
      } finally {
        exit();
      }
    },
  };
}

function expiry(ms: number): { readonly signal: AbortSignal; end(): void } {
  const expired = new AbortController();
  const timer = setTimeout(() => expired.abort(), ms);
  return { signal: expired.signal, end: () => clearTimeout(timer) };
}

async function answer(
  connection: DuckDBConnection,
  { text, parameters }: Question,
  { stop, rows: most }: { readonly stop: AbortSignal; readonly rows: number },
): Promise<Outcome> {
  if (stop.aborted) return { refusal: { because: "stopped" } };
  const interrupting = interruptWhen(stop, connection);
  try {
    await connection.run("begin transaction read only");
    const statement = await connection.prepare(text);
    try {
      if (statement.statementType !== StatementType.SELECT) return { refusal: { because: "not-a-reading" } };
      statement.bind([...parameters.map(bound)], parameters.map(typeOf));
      const answered = await statement.streamAndReadUntil(most + 1);
      if (answered.currentRowCount > most) return { refusal: { because: "too-many-rows" } };
      return { rows: valuesOf(answered) };
    } finally {
      statement.destroySync();
    }
  } catch (error) {
    if (stop.aborted) return { refusal: { because: "stopped" } };
    if (error instanceof Error && isOverMemory(error)) return { refusal: { because: "too-much-memory" } };
    if (!(error instanceof Error) || isBroken(error)) throw error;
    if (readOnly.test(error.message)) return { refusal: { because: "not-a-reading" } };
    return { refusal: { because: "failed", explanation: explain(error) } };
  } finally {
    interrupting.end();
    await connection.run("rollback").catch(() => {}); // an interrupted transaction is over
  }
}

/** As node-postgres gives them: integers of 64 bits and moments as text, doubles as numbers. */
function valuesOf(answered: DuckDBResultReader): Rows {
  const rows = answered.getRowObjectsJson();
  const doubles = answered
    .deduplicatedColumnNames()
    .filter((_, index) => answered.columnTypeId(index) === DuckDBTypeId.DOUBLE);
  if (doubles.length === 0) return rows;
  return rows.map((row) => {
    const numbers = doubles.map((name) => [name, row[name] === null ? null : Number(row[name])]); // "Infinity" is text in JSON
    return { ...row, ...Object.fromEntries(numbers) };
  });
}

/** One interruption that comes between two statements is not heard, so it is repeated. */
function interruptWhen(stop: AbortSignal, connection: DuckDBConnection): { end(): void } {
  let repeating: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    repeating = setInterval(() => connection.interrupt(), 20);
  };
  if (stop.aborted) interrupt();
  else stop.addEventListener("abort", interrupt, { once: true });
  return {
    end() {
      clearInterval(repeating);
      stop.removeEventListener("abort", interrupt);
    },
  };
}

const isWhole = (value: Parameter): value is number => typeof value === "number" && Number.isSafeInteger(value);
const bound = (value: Parameter) => (isWhole(value) ? BigInt(value) : value);

/** As PostgreSQL would take them for a column of that kind: whole numbers have 64 bits. */
function typeOf(value: Parameter): DuckDBType {
  if (value === null) return SQLNULL;
  if (typeof value === "bigint" || isWhole(value)) return BIGINT;
  if (typeof value === "number") return DOUBLE;
  return typeof value === "boolean" ? BOOLEAN : VARCHAR;
}

const readOnly = /read-only mode|multiple statements|base table|Cannot write to database/i;

/** These errors speak of statements and names; others may quote a value, and only their kind is told. */
function explain({ message }: Error): string | null {
  if (/^(Parser|Binder|Catalog) Error/.test(message)) return message;
  return /^[A-Za-z ]+ Error/.exec(message)?.[0] ?? null;
}

/** The question alone has had too much; DuckDB has given it back. */
export const isOverMemory = (error: Error): boolean => /^Out of Memory Error/.test(error.message);
/** After these DuckDB answers nothing any more. */
export const isBroken = (error: Error): boolean =>
  /INTERNAL Error|FATAL Error|invalidated|out of memory/i.test(error.message);
/** After these the file cannot be believed. */
export const isDamaged = (error: Error): boolean => /corrupt|checksum|Serialization Error/i.test(error.message);
