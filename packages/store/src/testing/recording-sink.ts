import { StoreUnavailableError } from "../errors.ts";
import type { Sink } from "../journal/drain.ts";

/** A database in memory that writes down what it is told, and fails as it is told to. */
export class RecordingSink implements Sink {
  readonly calls: string[] = [];
  /** What it has, in the order it came, each line once. */
  readonly lines: string[] = [];
  isAway = false;
  /** Thrown by a call that holds such a text. */
  readonly poison = new Map<string, Error>();
  /** Awaited in every call. */
  during: () => Promise<void> = async () => {};

  async storeLines(lines: Buffer, rows: number): Promise<number> {
    await this.take("events", lines.toString(), rows);
    const fresh = [...new Set(lines.toString().trimEnd().split("\n"))].filter((line) => !this.lines.includes(line));
    this.lines.push(...fresh);
    return fresh.length;
  }
  async storeNetwork(facts: readonly unknown[]): Promise<void> {
    await this.take("network", JSON.stringify(facts), facts.length);
  }
  async storeRefused(refused: readonly unknown[]): Promise<void> {
    await this.take("refused", JSON.stringify(refused), refused.length);
  }
  async perform(command: { readonly kind: string }): Promise<number> {
    await this.take(command.kind, JSON.stringify(command), 1);
    return 1;
  }
  async makeDurable(): Promise<void> {
    await this.take("make-durable", "", 0);
  }

  /** As PGlite after a crash: everything is gone that it had not made durable. */
  lose(): void {
    this.lines.length = 0;
  }

  private async take(kind: string, text: string, rows: number): Promise<void> {
    await this.during();
    if (this.isAway) throw new StoreUnavailableError({ where: "the database", reason: "away", advice: "wait" });
    for (const [word, error] of this.poison) if (text.includes(word)) throw error;
    this.calls.push(rows === 0 ? kind : `${kind} ${rows}`);
  }
}
