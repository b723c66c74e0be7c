import { appIds, apps } from "@flywheel/vocabulary/apps";
import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { CustomPeriod } from "../../../asked/custom-period.tsx";
import { SegmentPart } from "../../../segments/segment-part.tsx";
import { SegmentSelect } from "../../../segments/segment-select.tsx";
import { askedKinds, kinds } from "../asking/kinds.ts";
import { presetIds, presets, problemOf, type Range } from "../asking/period.ts";
import type { View } from "../asking/view.ts";
import { ownZone, zonesFor } from "../asking/zone.ts";
import type { ChoicesProps } from "./choices-props.ts";
import classes from "./form.module.css";
import { ownChoices } from "./own-choices.tsx";
import { Select } from "./select.tsx";

export type QuestionFormProps = {
  readonly view: View;
  /** The period that is shown now: where a custom one starts from. */
  readonly range: Range;
  readonly choose: (changed: Partial<View>) => void;
};

/** Every choice changes the number, so every choice is shown or one step away. */
export function QuestionForm({ view, range, choose }: QuestionFormProps) {
  const Own = ownChoices[view.ask];
  return (
    <div className={classes.form}>
      <Select
        label="Question"
        value={view.ask}
        options={askedKinds.map((kind) => [kind, kinds[kind].title])}
        onChange={(ask) => choose({ ask })}
      />
      <Select
        label="Period"
        value={"preset" in view.period ? view.period.preset : "custom"}
        options={[...presetIds.map((id) => [id, presets[id].label] as const), ["custom", "From … to …"]]}
        onChange={(id) => choose({ period: id === "custom" ? range : { preset: id } })}
      />
      <Select
        label="App"
        value={view.app ?? ""}
        options={[["", "All apps"], ...appIds.map((id) => [id, apps[id].title] as const)]}
        onChange={(app) => choose({ app: app === "" ? null : app })}
      />
      <SegmentSelect
        label="Who"
        everybody="Everybody"
        segment={view.segment}
        onChange={(segment) => choose({ segment })}
      />
      <Select
        label="Traffic"
        value={view.traffic}
        options={[
          ["real", "Real"],
          ["simulated", "Simulated"],
        ]}
        onChange={(traffic) => choose({ traffic })}
      />
      {"preset" in view.period ? null : (
        <div className={classes.wide}>
          <CustomPeriod range={range} problemOf={problemOf} onChange={(period) => choose({ period })} />
        </div>
      )}
      <div className={classes.wide}>
        <SegmentPart segment={view.segment} onChoose={(segment) => choose({ segment })} />
      </div>
      <Own view={view} choose={choose} />
      <More view={view} choose={choose} />
    </div>
  );
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** What hardly anybody changes. It is open where somebody has. */
function More({ view, choose }: ChoicesProps) {
  const id = useId();
  const isChanged = view.zone !== "UTC" || view.week !== 1;
  const [isOpen, setOpen] = useState(isChanged);
  return (
    <>
      <div className={classes.wide}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? "Less" : "More"}
        </Button>
      </div>
      {isOpen ? (
        <div id={id} className={`${classes.form} ${classes.wide}`}>
          <Select
            label="Days by the clock of"
            value={view.zone}
            options={zonesFor(ownZone(), view.zone).map((zone) => [zone, zone])}
            onChange={(zone) => choose({ zone })}
          />
          <Select
            label="Weeks start on"
            value={view.week}
            options={([1, 2, 3, 4, 5, 6, 0] as const).map((day) => [day, weekdays[day]])}
            onChange={(week) => choose({ week })}
          />
        </div>
      ) : null}
    </>
  );
}
