import type { EconomyCard, SupplyCard } from "@flywheel/api/type";
import { useTRPC } from "@flywheel/host";
import { EmptyState, ErrorState, LoadingState, Page, PageTitle } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { IconServer } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { formatSecond } from "../../words/moments.ts";
import { BatchesPanel } from "./batches-panel.tsx";
import { EpochsPanel } from "./epochs-panel.tsx";
import { LedgerPanel } from "./ledger-panel.tsx";
import { ModelsPanel } from "./models-panel.tsx";
import { NodesPanel } from "./nodes-panel.tsx";
import { WeatherPanel } from "./weather-panel.tsx";

/** Nodes change by the second; money does not. */
const everyMs = { supply: 3_000, economy: 10_000 } as const;

export function NetworkPage() {
  const supply = useQuery(useTRPC().network.supply.queryOptions(undefined, { refetchInterval: everyMs.supply }));
  return (
    <Page>
      <PageTitle lead="The mock network that serves our apps: its weather, nodes, models and money. It is a simulation; nothing here is on a real chain.">
        Network
      </PageTitle>
      {supply.isRefetchError ? (
        <Text size="sm" role="status">
          The network could not be read just now. What is shown is of {formatSecond(supply.dataUpdatedAt)} UTC; this
          page asks again by itself.
        </Text>
      ) : null}
      {supply.data ? (
        <Supply supply={supply.data} />
      ) : supply.error ? (
        <ErrorState
          title="The network could not be read"
          onRetry={() => void supply.refetch()}
          retrying={supply.isFetching}
        >
          {sayFailure(supply.error)}
        </ErrorState>
      ) : (
        <LoadingState label="Loading the network" lines={6} height={60} />
      )}
    </Page>
  );
}

function Supply({ supply }: { readonly supply: SupplyCard }) {
  if (supply.kind === "elsewhere") {
    return (
      <EmptyState icon={<IconServer size={30} stroke={1.5} />} title="A real endpoint supplies the models">
        The server was told to ask somebody else's endpoint, so the mock network is not running: there is no weather to
        turn, and its nodes and money are not ours to show.
      </EmptyState>
    );
  }
  const names = new Map(supply.models.map(({ id, name }) => [id, name]));
  return (
    <>
      <WeatherPanel weather={supply.weather} />
      <NodesPanel nodes={supply.nodes} modelName={(id) => names.get(id) ?? id} />
      <ModelsPanel models={supply.models} />
      <Money />
    </>
  );
}

function Money() {
  const economy = useQuery(useTRPC().network.economy.queryOptions(undefined, { refetchInterval: everyMs.economy }));
  if (economy.data) return <Economy economy={economy.data} />;
  if (economy.error) {
    return (
      <ErrorState
        title="The ledger could not be read"
        onRetry={() => void economy.refetch()}
        retrying={economy.isFetching}
      >
        {sayFailure(economy.error)}
      </ErrorState>
    );
  }
  return <LoadingState label="Adding up the ledger" lines={4} height={60} />;
}

function Economy({ economy }: { readonly economy: EconomyCard }) {
  if (economy.kind === "elsewhere") return null;
  const { ledger, batches, epochs, opgPriceMicroUsd } = economy;
  return (
    <>
      <LedgerPanel ledger={ledger} opgPriceMicroUsd={opgPriceMicroUsd} />
      <BatchesPanel batches={batches} />
      <EpochsPanel epochs={epochs} opgPriceMicroUsd={opgPriceMicroUsd} />
    </>
  );
}
