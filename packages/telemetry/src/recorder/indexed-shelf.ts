import { hasPassed, leaseMs, type Shelf, type ShelfParts, type Unsent } from "./shelf.ts";

export type IndexedShelfParts = ShelfParts & {
  readonly factory: IDBFactory;
  /** Whose events are kept. What somebody else left is cleared: it must not be sent in this one's name. */
  readonly owner: string;
};

export const databaseName = "flywheel.telemetry";

type Held = Unsent & { readonly heldMs: number };
/** One record beside the events; it changes in the same transaction as they do. */
type State = { owner: string; bytes: number; lost: number; leasedMs: number };

/** The shelf of an origin, in IndexedDB. Anything here may reject: databases are blocked, full or broken. */
export function createIndexedShelf({ factory, owner, now, leftAfterMs, limits }: IndexedShelfParts): Shelf {
  let opening: Promise<IDBDatabase | null> | null = null;

  /** null: there is no database, and none was to be made. */
  function open(mayMake: boolean): Promise<IDBDatabase | null> {
    opening ??= new Promise((resolve, reject) => {
      const request = factory.open(databaseName, 1);
      request.onupgradeneeded = () => {
        if (!mayMake) {
          request.transaction?.abort();
          return;
        }
        request.result.createObjectStore("events", { keyPath: "key" });
        request.result.createObjectStore("state");
      };
      request.onsuccess = () => {
        const database = request.result;
        // Somebody wants to delete it, or the browser closed it: the next who asks opens it again.
        database.onversionchange = database.onclose = () => {
          database.close();
          opening = null;
        };
        resolve(database);
      };
      request.onerror = () => {
        opening = null;
        if (mayMake || request.error?.name !== "AbortError") reject(request.error);
        else resolve(null);
      };
    });
    return opening;
  }

  async function transact<Result>(
    work: (events: IDBObjectStore, state: State) => Promise<Result>,
    mayMake = true,
  ): Promise<Result | null> {
    // A look that made nothing may be under way: then this asks again.
    const database = (await open(mayMake)) ?? (mayMake ? await open(true) : null);
    if (!database) return null;
    const transaction = database.transaction(["events", "state"], "readwrite");
    const events = transaction.objectStore("events");
    const states = transaction.objectStore("state");
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const working = async () => {
      const nobody: State = { owner, bytes: 0, lost: 0, leasedMs: 0 };
      let state: State = (await answerOf(states.get(0))) ?? nobody;
      if (state.owner !== owner) {
        events.clear();
        state = nobody;
      }
      const result = await work(events, state);
      states.put(state, 0);
      return result;
    };
    const [result] = await Promise.all([working(), done]);
    return result;
  }

  return {
    async put(unsent) {
      const dropped = await transact(async (events, state) => {
        const heldMs = now();
        for (const event of unsent) {
          events.put({ ...event, heldMs } satisfies Held);
          state.bytes += event.bytes;
        }
        const gone: string[] = [];
        let count = await answerOf(events.count());
        while (count > limits.events || state.bytes > limits.bytes) {
          const [oldest]: Held[] = await answerOf(events.getAll(null, 1));
          if (!oldest) break;
          events.delete(oldest.key);
          gone.push(oldest.key);
          count -= 1;
          state.bytes -= oldest.bytes;
        }
        return gone;
      });
      return dropped ?? [];
    },
    async remove(keys) {
      await transact(async (events, state) => {
        for (const key of keys) {
          const found: Held | undefined = await answerOf(events.get(key));
          if (!found) continue;
          events.delete(key);
          state.bytes -= found.bytes;
        }
      });
    },
    async claim({ most, except }) {
      const claimed = await transact(async (events) => {
        const held: Held[] = await answerOf(events.getAll());
        const heldMs = now();
        const left = held.filter((it) => !except(it.key) && hasPassed(it.heldMs, heldMs, leftAfterMs)).slice(0, most);
        for (const event of left) events.put({ ...event, heldMs });
        return left;
      });
      return claimed ?? [];
    },
    async addLosses(count) {
      await transact(async (_, state) => {
        state.lost += count;
      });
      return true;
    },
    async leaseLosses() {
      const leased = await transact(async (_, state) => {
        if (!hasPassed(state.leasedMs, now(), leaseMs)) return 0;
        if (state.lost > 0) state.leasedMs = now();
        return state.lost;
      });
      return leased ?? 0;
    },
    async settleLosses(told) {
      await transact(async (_, state) => {
        state.lost = Math.max(0, state.lost - told);
        state.leasedMs = 0;
      });
    },
    async clear() {
      await transact(async (events, state) => {
        events.clear();
        state.bytes = state.lost = state.leasedMs = 0;
      }, false);
    },
  };
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Looking at `indexedDB` throws where a browser blocks it. */
export function pageDatabases(): IDBFactory | null {
  try {
    return globalThis.indexedDB ?? null;
  } catch {
    return null;
  }
}
