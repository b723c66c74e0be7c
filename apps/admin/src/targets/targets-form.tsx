import { Panel } from "@flywheel/ui";
import type { Layer } from "@flywheel/vocabulary";
import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import scopeClasses from "../by-week/by-week.module.css";
import { Folded } from "../by-week/folded.tsx";
import { useFocusAfter } from "../form-parts/use-focus-after.ts";
import { layerIds, layerNames } from "../words/layer-names.ts";
import { areUsual, type Targets } from "./targets.ts";

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
  const { texts, setTexts } = useTextsOf(stated);
  const { target: stateButton, focusAfter } = useFocusAfter();
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

  function reset() {
    setTexts({});
    onChange({});
  }

  const usual = (layer: Layer) =>
    answered.find((it) => it.layer === layer && it.target.origin === "default")?.target.rate;
  return (
    <Panel
      title="Targets"
      lead={`The share that should pass a layer's gate, in per cent. What is left empty has the usual one, which is a starting point and no finding. ${decide} Stated targets are in the address.`}
    >
      <Folded label="State targets" startsOpen={!areUsual(stated)}>
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
            <Button ref={stateButton} type="submit" variant="default" disabled={wrong.length > 0}>
              State these targets
            </Button>
            {areUsual(stated) ? null : (
              <Button variant="subtle" color="gray" onClick={() => focusAfter(reset)}>
                Back to the usual ones
              </Button>
            )}
          </Group>
        </form>
      </Folded>
    </Panel>
  );
}

type Texts = Readonly<Partial<Record<Layer, string>>>;

/** What is being written, until other targets are stated. The fields stay, so that the keyboard stays in them. */
function useTextsOf(stated: Targets) {
  const [texts, setTexts] = useState(() => writeTexts(stated));
  const [of, setOf] = useState(stated);
  if (layerIds.some((layer) => of[layer] !== stated[layer])) {
    setOf(stated);
    setTexts(writeTexts(stated));
  }
  return { texts, setTexts };
}

const writeTexts = (stated: Targets): Texts =>
  Object.fromEntries(Object.entries(stated).map(([layer, rate]) => [layer, String(percentOf(rate))]));

const placeholderOf = (usual: number | undefined) => (usual === undefined ? "usual" : `usual: ${percentOf(usual)}`);
const percentOf = (rate: number) => Math.round(rate * 10_000) / 100;

/** Of a percentage, to the two decimals that a field shows; null of an empty field. */
function readRate(text: string): number | "wrong" | null {
  if (text.trim() === "") return null;
  const percent = Number(text.replace(",", "."));
  return percent >= 0 && percent <= 100 ? Math.round(percent * 100) / 10_000 : "wrong";
}
