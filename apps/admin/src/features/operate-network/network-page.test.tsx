// @vitest-environment jsdom
import type { EconomyCard, SupplyCard } from "@flywheel/api/type";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { StaffRole } from "@flywheel/vocabulary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PersonContext } from "../../signed-in/person.ts";
import { NetworkPage } from "./network-page.tsx";

const answers = vi.hoisted(() => ({
  supply: async (): Promise<SupplyCard> => ({ kind: "elsewhere" }),
  economy: async (): Promise<EconomyCard> => ({ kind: "elsewhere" }),
}));

/** The server's answers, without the wire between. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    network: {
      supply: {
        queryOptions: () => ({ queryKey: ["supply"], queryFn: () => answers.supply() }),
        pathKey: () => ["supply"],
      },
      economy: { queryOptions: () => ({ queryKey: ["economy"], queryFn: () => answers.economy() }) },
      turnWeather: { mutationOptions: () => ({ mutationFn: async () => ({}) }) },
    },
  }),
}));

beforeEach(() => completeJsdom());
afterEach(cleanup);

const supply: SupplyCard = {
  kind: "mock",
  weather: "stormy",
  nodes: [
    {
      id: "a".repeat(64),
      name: "Alder",
      enabled: true,
      isActive: true,
      condition: "down",
      speedPercent: 100,
      busy: 2,
      busyWithOthers: 3,
      maxConcurrent: 8,
      tokensPerSecond: 160,
      imagesPerMinute: 0,
      models: ["quillworks/quill-3"],
      lastHeartbeatMs: 1_790_000_000_000,
      costMicroUsdPerHour: 1_200_000,
    },
  ],
  models: [
    {
      id: "quillworks/quill-3",
      medium: "text",
      publisher: "Quillworks",
      name: "Quill 3",
      state: "hosted",
      inputMicroUsdPerMillion: 600_000,
      outputMicroUsdPerMillion: 2_400_000,
      imageMicroUsd: 0,
      nodes: 1,
      activeNodes: 0,
    },
  ],
};
const opg = (count: number) => `${count}000000000000000000`;
const economy: EconomyCard = {
  kind: "mock",
  opgPriceMicroUsd: 50_000,
  ledger: {
    deposited: opg(100),
    balances: opg(90),
    reserved: "0",
    billed: opg(10),
    unsettled: "0",
    settled: opg(10),
    unbilled: "0",
    paid: opg(6),
    withheld: opg(1),
    awaiting: opg(2),
    rewarded: opg(5),
  },
  batches: [],
  epochs: [],
};

function open(role: StaffRole = "viewer") {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <FlywheelTheme>
        <PersonContext value={{ id: "a", name: "Ada", email: "ada@example.org", role }}>
          <NetworkPage />
        </PersonContext>
      </FlywheelTheme>
    </QueryClientProvider>,
  );
  return queries;
}

describe("the network page", () => {
  it("[AD35] says that the network is a mock, and shows its nodes, models and money in both units", async () => {
    answers.supply = async () => supply;
    answers.economy = async () => economy;
    open();
    screen.getByText(/mock network/);
    const nodes = within(await screen.findByRole("list", { name: "Nodes" }));
    nodes.getByText("Does not answer");
    nodes.getByText("5 of 8 taken: 2 by us, 3 by others");
    nodes.getByText("Quill 3");
    nodes.getByText(/^\d\d:\d\d:\d\d UTC$/);
    const models = within(screen.getByRole("list", { name: "Models" }));
    models.getByText("Nobody serves it now");
    models.getByText("$0.60 in, $2.40 out, a million tokens");
    const identities = within(await screen.findByRole("list", { name: "What always holds" }));
    expect(identities.getAllByRole("listitem").map((item) => within(item).getByText(/[Hh]old/).textContent)).toEqual([
      "Holds",
      "Does not hold",
      "Holds",
    ]);
    identities.getByText("Deposited = settled + balances");
    expect(screen.getAllByText("$5.00").length).toBeGreaterThan(0);
    screen.getByText("No batches yet");
    screen.getByText("No epochs yet");
  });

  it("[AD34] lets an editor turn the dial and a viewer not", async () => {
    answers.supply = async () => supply;
    open("viewer");
    expect((await screen.findByRole<HTMLInputElement>("radio", { name: "Calm" })).disabled).toBe(true);
    cleanup();
    open("editor");
    expect((await screen.findByRole<HTMLInputElement>("radio", { name: "Calm" })).disabled).toBe(false);
  });

  it("[AD36] says so where a real endpoint supplies the models, and draws no dial", async () => {
    answers.supply = async () => ({ kind: "elsewhere" });
    open("owner");
    await screen.findByText("A real endpoint supplies the models");
    expect(screen.queryByRole("radio")).toBeNull();
  });

  it("[AD36] keeps what it has when it cannot be read again, and says of when that is", async () => {
    answers.supply = async () => supply;
    const queries = open();
    await screen.findByRole("list", { name: "Nodes" });
    answers.supply = () => Promise.reject(new Error("secret insides"));
    await queries.refetchQueries({ queryKey: ["supply"] });
    await screen.findByText(/could not be read just now.*of \d\d:\d\d:\d\d UTC/);
    screen.getByRole("list", { name: "Nodes" });
  });

  it("[AD36] says which part could not be read, without insides, and keeps the other", async () => {
    answers.supply = async () => supply;
    answers.economy = () => Promise.reject(new Error("secret insides"));
    open();
    await screen.findByText("The ledger could not be read");
    screen.getByRole("list", { name: "Nodes" });
    expect(screen.queryByText(/secret/)).toBeNull();
    cleanup();
    answers.supply = () => Promise.reject(new Error("secret insides"));
    open();
    await screen.findByText("The network could not be read");
    screen.getByRole("button", { name: /again/i });
  });
});
