import type { ExperimentDraft } from "@flywheel/experiments";
import { Panel } from "@flywheel/ui";
import { type AppId, apps } from "@flywheel/vocabulary/apps";
import { NativeSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { offeredApps } from "../../form-parts/offered-apps.ts";
import { suggestKey } from "../../form-parts/suggest-key.ts";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import { errorAt } from "./draft.ts";
import type { SectionProps } from "./section-props.ts";

/** `isNew`: only then has it no key yet. */
export function WhatSection({ draft, errors, change, isNew }: SectionProps & { readonly isNew: boolean }) {
  const rename = (name: string) =>
    // A key that was typed by hand stays.
    change(isNew && draft.key === suggestKey(draft.name) ? { name, key: suggestKey(name) } : { name });
  const set = (kind: ExperimentDraft["kind"], app: AppId) =>
    change({ kind, app, feature: kind === "feature" && kind === draft.kind ? draft.feature : featureOf(kind, app) });
  return (
    <Panel title="1. What">
      <TextInput
        label="Name"
        name="name"
        value={draft.name}
        error={errorAt(errors, "name")}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      <TextInput
        label="Key"
        description={isNew ? "In links and events; it never changes." : "It never changes."}
        spellCheck={false}
        disabled={!isNew}
        name="key"
        value={draft.key}
        error={errorAt(errors, "key")}
        onChange={(event) => change({ key: event.currentTarget.value })}
      />
      <Textarea
        label="Hypothesis"
        description="What should happen, and why."
        rows={3}
        name="hypothesis"
        value={draft.hypothesis}
        error={errorAt(errors, "hypothesis")}
        onChange={(event) => change({ hypothesis: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="App"
          value={draft.app}
          data={offeredApps([draft.app]).map((id) => ({ value: id, label: apps[id].title }))}
          onChange={(event) => set(draft.kind, event.currentTarget.value as AppId)}
        />
        <NativeSelect
          label="Layer that it should move"
          value={draft.layer}
          data={layerIds.map((id) => ({ value: id, label: layerNames[id] }))}
          onChange={(event) => change({ layer: event.currentTarget.value as ExperimentDraft["layer"] })}
        />
        <NativeSelect
          label="Kind"
          value={draft.kind}
          data={[
            { value: "feature", label: "A feature within the app" },
            { value: "build", label: "A whole build of the app" },
            { value: "holdout", label: "A holdout from other experiments" },
          ]}
          onChange={(event) => set(event.currentTarget.value as ExperimentDraft["kind"], draft.app)}
        />
        <TextInput
          label="Feature"
          description="What the app asks for by name."
          spellCheck={false}
          disabled={draft.kind !== "feature"}
          name="feature"
          value={draft.feature}
          error={errorAt(errors, "feature")}
          onChange={(event) => change({ feature: event.currentTarget.value })}
        />
      </SimpleGrid>
    </Panel>
  );
}

/** What nobody types: a build is of its app, and there is one holdout. */
const featureOf = (kind: ExperimentDraft["kind"], app: AppId): string =>
  ({ feature: "", build: `${app}.build`, holdout: "holdout" })[kind];
