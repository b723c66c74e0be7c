import type { SuppliedModelCard } from "@flywheel/api/type";
import { EmptyState, formatUsd, Panel } from "@flywheel/ui";
import { Badge } from "@mantine/core";
import { Facts } from "./facts.tsx";
import classes from "./network.module.css";

export function ModelsPanel({ models }: { readonly models: readonly SuppliedModelCard[] }) {
  return (
    <Panel title="Models" lead="What is hosted, at the price that its publisher asks.">
      {models.length === 0 ? (
        <EmptyState title="No models" />
      ) : (
        <ul className={classes.cards} aria-label="Models">
          {models.map((model) => (
            <ModelItem key={model.id} model={model} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function ModelItem({ model }: { readonly model: SuppliedModelCard }) {
  const { name, publisher, medium, state, nodes, activeNodes } = model;
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <h3 className={classes.name}>{name}</h3>
        {state === "deprecated" ? <Badge color="gray">Deprecated</Badge> : null}
        {activeNodes === 0 ? <Badge color="red">Nobody serves it now</Badge> : null}
      </div>
      <Facts
        facts={[
          { label: "Publisher", value: publisher },
          { label: "Makes", value: medium === "text" ? "text" : "pictures" },
          { label: "Price", value: sayPrice(model) },
          { label: "Active nodes", value: `${activeNodes} of ${nodes}` },
        ]}
      />
    </li>
  );
}

function sayPrice(model: SuppliedModelCard): string {
  const { medium, inputMicroUsdPerMillion, outputMicroUsdPerMillion, imageMicroUsd } = model;
  if (medium === "image") return `${formatUsd(imageMicroUsd)} a picture`;
  return `${formatUsd(inputMicroUsdPerMillion)} in, ${formatUsd(outputMicroUsdPerMillion)} out, a million tokens`;
}
