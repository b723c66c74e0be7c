/** What was opened, closed in reverse order; one that fails to close does not keep the others open. */
export class Closing {
  readonly #steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /** @throws the first failure, after everything had its turn. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      await step().catch((cause: unknown) => failures.push(cause));
    }
    if (failures.length > 0) throw failures[0];
  }
}
