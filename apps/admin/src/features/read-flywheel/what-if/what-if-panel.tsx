import { useTRPC } from "@flywheel/host";
import { EmptyState, Panel } from "@flywheel/ui";
import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { AskedPanel } from "../../../asked/asked-panel.tsx";
import { asking } from "../../../asked/asking.ts";
import { sayFootings } from "../../../by-week/basis-words.ts";
import { layerIds, layerNames } from "../../../words/layer-names.ts";
import type { GatedLayer } from "../answer.ts";
import { gates } from "../layer-words.ts";
import type { WhatIfAnswer, WhatIfQuestion } from "./answer.ts";
import { aboutOutcome, sayGain, sayGrowthChange, sayRateChange } from "./what-if-words.ts";

export type Supposed = { readonly layer: GatedLayer; readonly rate: number };

export type WhatIfPanelProps = {
  readonly question: Omit<WhatIfQuestion, keyof Supposed>;
  /** Null until something is supposed. */
  readonly supposed: Supposed | null;
  readonly onSuppose: (supposed: Supposed) => void;
  readonly onAskAgain: () => void;
};

/** What another rate of one layer would bring. */
export function WhatIfPanel({ question, supposed, onSuppose, onAskAgain }: WhatIfPanelProps) {
  return (
    <>
      <Panel
        title="What if"
        lead="Suppose that another share passed one layer's gate. Those who failed are taken to do, once they passed, what those who did pass do: correlation, and no promise."
      >
        <SupposeForm key={JSON.stringify(supposed)} supposed={supposed} onSuppose={onSuppose} />
      </Panel>
      {supposed === null ? null : <Asked {...{ question, supposed, onAskAgain }} />}
    </>
  );
}

type SupposeFormProps = Pick<WhatIfPanelProps, "supposed" | "onSuppose">;

function SupposeForm({ supposed, onSuppose }: SupposeFormProps) {
  const [layer, setLayer] = useState<GatedLayer>(supposed?.layer ?? "users");
  const [text, setText] = useState(supposed === null ? "" : String(Math.round(supposed.rate * 10_000) / 100));
  const percent = Number(text.replace(",", "."));
  const wrong = text.trim() !== "" && !(percent >= 0 && percent <= 100);

  function apply(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== "" && !wrong) onSuppose({ layer, rate: percent / 100 });
  }

  return (
    <form onSubmit={apply} aria-label="What if">
      <Group gap="sm" align="flex-start" grow maw={560}>
        <NativeSelect
          label="Layer"
          value={layer}
          onChange={({ currentTarget: { value } }) => setLayer(layerIds.find((it) => it === value) ?? layer)}
          data={layerIds.map((id) => ({ value: id, label: layerNames[id] }))}
        />
        <TextInput
          label="Would pass, in per cent"
          inputMode="decimal"
          required
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={wrong ? "From 0 to 100" : undefined}
        />
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {layerNames[layer]}: {gates[layer]}.
      </Text>
      <Button type="submit" variant="default" mt="sm" disabled={wrong}>
        Tell what it would bring
      </Button>
    </form>
  );
}

type AskedProps = Pick<WhatIfPanelProps, "question" | "onAskAgain"> & { readonly supposed: Supposed };

function Asked({ question, supposed, onAskAgain }: AskedProps) {
  const answer = useQuery(useTRPC().demand.whatIf.queryOptions({ ...question, ...supposed }, asking));
  return (
    <AskedPanel
      title={`What if: ${layerNames[supposed.layer]}`}
      lead={aboutOutcome(supposed.layer)}
      what="What it would bring"
      asked={answer}
      onAskAgain={onAskAgain}
    >
      {(it) => <Told answer={it} />}
    </AskedPanel>
  );
}

function Told({ answer }: { readonly answer: WhatIfAnswer }) {
  const { said } = answer;
  if (said === null) {
    return (
      <EmptyState icon={<IconCalendarTime size={30} stroke={1.5} />} title="No week is over yet">
        Nothing is said of a week that is still open. {sayFootings(answer)}
      </EmptyState>
    );
  }
  return (
    <Stack gap="xs">
      <Text fw={600}>{sayRateChange(said.judged)}</Text>
      <Text>{sayGain(said)}</Text>
      <Text>{sayGrowthChange(said)}</Text>
      <Text size="sm" c="dimmed">
        {sayFootings(answer)} Intervals are 90 %, from drawing visitors.
      </Text>
    </Stack>
  );
}
