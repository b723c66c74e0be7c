/** What came of commands, for whoever gave them: known by their tokens, until they are asked about. */
export type Outcomes = {
  /** Resolves with how many rows it touched. @throws what the database refused it for. */
  of(token: string): Promise<number>;
  touched(token: string, rows: number): void;
  failed(token: string, error: unknown): void;
  /** Nobody waits any more. */
  forget(token: string): void;
};

export function createOutcomes(): Outcomes {
  const waiting = new Map<string, { resolve(rows: number): void; reject(error: unknown): void }>();
  return {
    of(token) {
      const outcome = new Promise<number>((resolve, reject) => waiting.set(token, { resolve, reject }));
      outcome.catch(() => {}); // whoever gave it may have gone by then
      return outcome;
    },
    touched: (token, rows) => waiting.get(token)?.resolve(rows),
    failed: (token, error) => waiting.get(token)?.reject(error),
    forget: (token) => void waiting.delete(token),
  };
}
