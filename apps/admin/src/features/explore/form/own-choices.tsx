import type { ReactNode } from "react";
import type { AskedKind } from "../asking/kinds.ts";
import { longer } from "../asking/questions.ts";
import type { ChoicesProps } from "./choices-props.ts";
import { EventsField } from "./events-field.tsx";
import { FunnelChoices } from "./funnel-choices.tsx";
import { intervals } from "./intervals.ts";
import { PathsChoices } from "./paths-choices.tsx";
import { RetentionChoices } from "./retention-choices.tsx";
import { Select } from "./select.tsx";
import { TrendChoices } from "./trend-choices.tsx";
import { ValuesChoices } from "./values-choices.tsx";

/** What is chosen for one question only. */
export const ownChoices: Readonly<Record<AskedKind, (props: ChoicesProps) => ReactNode>> = {
  trend: TrendChoices,
  funnel: FunnelChoices,
  retention: RetentionChoices,
  lifecycle: LifecycleChoices,
  stickiness: StickinessChoices,
  paths: PathsChoices,
  values: ValuesChoices,
  unmet: UnmetChoices,
};

function LifecycleChoices({ view, choose }: ChoicesProps) {
  return (
    <>
      <EventsField events={view.of} onChange={(of) => choose({ of })} />
      <Select label="By the" value={longer(view.per)} options={intervals} onChange={(per) => choose({ per })} />
    </>
  );
}

function StickinessChoices({ view, choose }: ChoicesProps) {
  return (
    <>
      <EventsField events={view.of} onChange={(of) => choose({ of })} />
      <Select
        label="A window every"
        value={view.every}
        options={[
          [7, "7 days"],
          [14, "14 days"],
          [28, "28 days"],
        ]}
        onChange={(every) => choose({ every })}
      />
    </>
  );
}

function UnmetChoices({ view, choose }: ChoicesProps) {
  return (
    <Select
      label="Gave up after"
      description="Who gave up sooner had reasons of their own."
      value={view.wait}
      options={([0, 10, 30, 60, 120] as const).map((seconds) => [seconds, seconds === 0 ? "Any time" : `${seconds} s`])}
      onChange={(wait) => choose({ wait })}
    />
  );
}
