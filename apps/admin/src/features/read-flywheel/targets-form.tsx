import { Panel } from "@flywheel/ui";
import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import scopeClasses from "../../by-week/by-week.module.css";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import type { Judged } from "./answer.ts";
import type { View } from "./view.ts";

export type TargetsFormProps = {
  readonly stated: View["targets"];
  /** Of the answer: what an empty field stands for. */
  readonly answered: readonly Pick<Judged, "layer" | "target">[];
  readonly onChange: (targets: View["targets"]) => void;
};

/** What a layer should pass is stated by somebody, or a usual starting point: never the best of our own cohorts. */
export function TargetsForm({ stated, answered, onChange }: TargetsFormProps) {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(stated).map(([layer, rate]) => [layer, String(percentOf(rate))])),
  );
  const wrong = layerIds.filter((layer) => readRate(texts[layer] ?? "") === "wrong");

  function apply(event: FormEvent) {
    event.preventDefault();
    if (wrong.length > 0) return;
    const rates = layerIds.flatMap((layer) => {
      const rate = readRate(texts[layer] ?? "");
      return typeof rate === "number" ? [[layer, rate] as const] : [];
    });
    onChange(Object.fromEntries(rates));
  }

  const usual = (layer: Judged["layer"]) =>
    answered.find((it) => it.layer === layer && it.target.origin === "default")?.target.rate;
  return (
    <Panel
      title="Targets"
      lead="The share that should pass a layer's gate, in per cent. What is left empty has the usual one, which is a starting point and no finding. Stated targets are in the address."
    >
      <form onSubmit={apply} aria-label="Targets">
        <div className={scopeClasses.form}>
          {layerIds.map((layer) => (
            <TextInput
              key={layer}
              label={layerNames[layer]}
              inputMode="decimal"
              placeholder={placeholderOf(usual(layer))}
              value={texts[layer] ?? ""}
              onChange={({ currentTarget: { value } }) => setTexts({ ...texts, [layer]: value })}
              error={wrong.includes(layer) ? "From 0 to 100" : undefined}
            />
          ))}
        </div>
        <Group mt="sm" gap="sm">
          <Button type="submit" variant="default" disabled={wrong.length > 0}>
            State these targets
          </Button>
          {Object.keys(stated).length > 0 ? (
            <Button variant="subtle" color="gray" onClick={() => onChange({})}>
              Back to the usual ones
            </Button>
          ) : null}
        </Group>
      </form>
    </Panel>
  );
}

const placeholderOf = (usual: number | undefined) => (usual === undefined ? "usual" : `usual: ${percentOf(usual)}`);
const percentOf = (rate: number) => Math.round(rate * 10_000) / 100;

/** Of a percentage; null of an empty field. */
function readRate(text: string): number | "wrong" | null {
  if (text.trim() === "") return null;
  const percent = Number(text.replace(",", "."));
  return percent >= 0 && percent <= 100 ? percent / 100 : "wrong";
}
