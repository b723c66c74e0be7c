import type { NodeCard } from "@flywheel/api/type";
import { EmptyState, Panel } from "@flywheel/ui";
import { Badge } from "@mantine/core";
import { formatSecond } from "../../words/moments.ts";
import { Facts } from "./facts.tsx";
import classes from "./network.module.css";
import { sayCost, sayPlaces, saySpeeds, standingOf } from "./node-words.ts";

export type NodesPanelProps = {
  readonly nodes: readonly NodeCard[];
  /** Of a model's id. */
  readonly modelName: (id: string) => string;
};

export function NodesPanel({ nodes, modelName }: NodesPanelProps) {
  const answering = nodes.filter(({ isActive, condition }) => isActive && condition !== "down").length;
  return (
    <Panel title="Nodes" lead={`${answering} of ${nodes.length} are active and answer.`}>
      {nodes.length === 0 ? (
        <EmptyState title="No nodes" />
      ) : (
        <ul className={classes.cards} aria-label="Nodes">
          {nodes.map((node) => (
            <NodeItem key={node.id} node={node} modelName={modelName} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function NodeItem({ node, modelName }: { readonly node: NodeCard } & Pick<NodesPanelProps, "modelName">) {
  const { words, color } = standingOf(node);
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <h3 className={classes.name}>{node.name}</h3>
        <Badge color={color}>{words}</Badge>
      </div>
      <Places node={node} />
      <Facts
        facts={[
          { label: "Places", value: sayPlaces(node) },
          { label: "Promised speed", value: saySpeeds(node) },
          { label: "Last heartbeat", value: `${formatSecond(node.lastHeartbeatMs)} UTC` },
          { label: "Cost, by our assumption", value: sayCost(node) },
        ]}
      />
      <p className={classes.models}>{node.models.map(modelName).join(", ")}</p>
    </li>
  );
}

/** Says nothing that the words below it do not say, so it is hidden from a screen reader. */
function Places({ node: { busy, busyWithOthers, maxConcurrent } }: { readonly node: NodeCard }) {
  const width = (places: number) => ({ width: `${(100 * places) / maxConcurrent}%` });
  return (
    <div className={classes.places} aria-hidden="true">
      <span className={classes.ours} style={width(busy)} />
      <span className={classes.others} style={width(busyWithOthers)} />
    </div>
  );
}
