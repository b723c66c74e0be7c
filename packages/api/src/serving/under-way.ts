/** Requests whose credits are held: a server that closes waits for them before it lets the store go. */
export class UnderWay {
  readonly #open = new Set<object>();
  #waiting: (() => void)[] = [];

  begin(request: object): void {
    this.#open.add(request);
  }

  end(request: object): void {
    this.#open.delete(request);
    if (this.#open.size > 0) return;
    for (const resume of this.#waiting) resume();
    this.#waiting = [];
  }

  /** Resolves when nothing is under way, or after a time: what is still held then is released when its hold expires. */
  async idle(withinMs: number): Promise<void> {
    if (this.#open.size === 0) return;
    const { promise, resolve } = waiting();
    this.#waiting.push(resolve);
    const timer = setTimeout(resolve, withinMs);
    await promise;
    clearTimeout(timer);
  }
}

function waiting() {
  let resolve = () => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
