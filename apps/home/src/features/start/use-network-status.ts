import { useQuery } from "@tanstack/react-query";

export type NetworkStatus = { readonly nodes: number; readonly active: number; readonly models: number };

/** What the server's health report says of the network; null while it is unknown. */
export function useNetworkStatus(): NetworkStatus | null {
  const { data } = useQuery({
    queryKey: ["health"],
    queryFn: async () => readNetwork(await (await fetch("/api/health")).json()),
    refetchInterval: 30_000,
  });
  return data ?? null;
}

/** The report is a document for machines that may change; what is not there is not shown. */
export function readNetwork(health: unknown): NetworkStatus | null {
  const network = member(health, "network");
  const [nodes, active, models] = [member(network, "nodes"), member(network, "active"), member(network, "models")];
  if (typeof nodes !== "number" || typeof active !== "number" || typeof models !== "number") return null;
  return { nodes, active, models };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : null;
}
