import type { Layer } from "@flywheel/vocabulary";
import { layerIds, layerNames } from "../words/layer-names.ts";
import { StatedForm } from "./stated-form.tsx";
import type { Targets } from "./targets.ts";

export type TargetsFormProps = {
  readonly stated: Targets;
  /** Of the answer, where it tells them: what an empty field stands for. */
  readonly answered?: readonly Answered[];
  /** Which of the answer's findings depend on targets, in a sentence. */
  readonly decide: string;
  readonly onChange: (targets: Targets) => void;
};

type Answered = {
  readonly layer: Layer;
  readonly target: { readonly rate: number; readonly origin: "stated" | "default" };
};

/** What a layer should pass is stated by somebody, or a usual starting point: never the best of our own cohorts. */
export function TargetsForm({ stated, answered = [], decide, onChange }: TargetsFormProps) {
  const usual = (layer: Layer) =>
    answered.find((it) => it.layer === layer && it.target.origin === "default")?.target.rate;
  return (
    <StatedForm
      title="Targets"
      lead={`The share that should pass a layer's gate, in per cent. What is left empty has the usual one, which is a starting point and no finding. ${decide}`}
      what="targets"
      fields={layerIds.map((layer) => ({
        ...{ key: layer, label: layerNames[layer], usual: usual(layer) },
        ...{ percent: true, decimals: 2, least: 0, most: 100 },
      }))}
      stated={stated}
      onChange={onChange}
    />
  );
}
