import { type Mock, vi } from "vitest";

type Asks = Record<"create" | "edit" | "rephase" | "get" | "power", Mock>;

export const asked: Asks = { create: vi.fn(), edit: vi.fn(), rephase: vi.fn(), get: vi.fn(), power: vi.fn() };

/** The server's side of the wire: for `vi.mock("@flywheel/host")`, which keeps the rest of the host as it is. */
export function overWire<Host extends object>(host: Host) {
  const mutation = (ask: (input: unknown) => unknown) => ({
    mutationOptions: (options: object) => ({ ...options, mutationFn: (input: unknown) => ask(input) }),
  });
  const query = (name: string, ask: (input: unknown) => unknown) => ({
    queryOptions: (input: unknown) => ({ queryKey: [name, input], queryFn: () => ask(input) }),
  });
  const experiments = {
    pathKey: () => ["experiments"],
    create: mutation(asked.create),
    edit: mutation(asked.edit),
    rephase: mutation(asked.rephase),
    get: query("get", asked.get),
    power: query("power", asked.power),
  };
  return { ...host, useTRPC: () => ({ experiments }) };
}
