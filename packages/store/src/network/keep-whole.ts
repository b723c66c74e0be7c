import type { Connection, Database } from "../database.ts";

/** Keeps a decision in one transaction; when it says false, whatever it has written is taken back. */
export async function keepWhole(
  database: Database,
  decision: (transaction: Connection) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await database.transaction(async (transaction) => {
      if (!(await decision(transaction))) throw new TakenBack();
      return true;
    });
  } catch (error) {
    if (error instanceof TakenBack) return false;
    throw error;
  }
}

/** Thrown to roll back, caught a line later; nobody else sees it. */
class TakenBack extends Error {}
