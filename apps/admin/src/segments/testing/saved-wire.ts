import { type Mock, vi } from "vitest";
import type { ToldEntry } from "../history-words.ts";
import type { Saved } from "../use-saved-segments.ts";

/** What the server was asked to keep, and what it has. */
export const kept: Record<"save" | "change" | "remove", Mock> & {
  readonly list: Mock<() => Promise<readonly Saved[]>>;
  readonly history: Mock<(asked: { readonly key: string }) => Promise<readonly ToldEntry[]>>;
} = { list: vi.fn(), history: vi.fn(), save: vi.fn(), change: vi.fn(), remove: vi.fn() };

/** Nothing is saved, and whatever is sent is taken. */
export function emptySegments(): void {
  for (const ask of [kept.save, kept.change, kept.remove]) ask.mockReset().mockResolvedValue({});
  kept.list.mockReset().mockResolvedValue([]);
  kept.history.mockReset().mockResolvedValue([]);
}

/** The server's side of saved segments: for `useTRPC` and for `useTRPCClient` of `vi.mock("@flywheel/host")`. */
export const segmentsOverWire = {
  pathKey: () => ["segments"],
  list: { queryOptions: () => ({ queryKey: ["segments", "list"], queryFn: () => kept.list() }) },
  history: {
    queryOptions: (asked: { readonly key: string }) => ({
      queryKey: ["segments", "history", asked],
      queryFn: () => kept.history(asked),
    }),
  },
};
export const segmentsClient: Record<"save" | "change" | "remove", { readonly mutate: Mock }> = {
  save: { mutate: kept.save },
  change: { mutate: kept.change },
  remove: { mutate: kept.remove },
};
