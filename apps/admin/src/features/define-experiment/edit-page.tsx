import type { ExperimentDefinition } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Page, PageTitle } from "@flywheel/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { NeedsRole } from "../../signed-in/needs-role.tsx";
import { sayFailure } from "../../words/failure.ts";
import { draftOf } from "./draft.ts";
import { ExperimentForm } from "./experiment-form.tsx";
import { NewPhase } from "./new-phase.tsx";
import { offersPhase } from "./offers-phase.ts";

export type EditPageProps = { readonly experimentKey: string; readonly onSaved: () => void };

export function EditPage({ experimentKey: key, onSaved }: EditPageProps) {
  const found = useQuery(useTRPC().experiments.get.queryOptions({ key }));
  return (
    <Page>
      <PageTitle>{found.data ? `Edit: ${found.data.name}` : "Edit an experiment"}</PageTitle>
      <NeedsRole least="editor">
        {found.data ? (
          <Edit key={key} experiment={found.data} onSaved={onSaved} />
        ) : found.error ? (
          <ErrorState
            title="The experiment could not be read"
            onRetry={() => void found.refetch()}
            retrying={found.isFetching}
          >
            {sayFailure(found.error)}
          </ErrorState>
        ) : (
          <LoadingState label="Loading the experiment" lines={6} height={56} />
        )}
      </NeedsRole>
    </Page>
  );
}

type EditProps = { readonly experiment: ExperimentDefinition; readonly onSaved: () => void };

function Edit({ experiment: read, onSaved }: EditProps) {
  // As it was when the form opened: with a later revision, saving would undo what somebody else changed meanwhile.
  const [experiment] = useState(read);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const edit = useMutation(
    trpc.experiments.edit.mutationOptions({
      onSuccess: async () => {
        onSaved();
        await queries.invalidateQueries({ queryKey: trpc.experiments.pathKey() });
      },
    }),
  );
  const { key, revision, state } = experiment;
  const mayRephase = state === "stopped" || offersPhase(edit.error);
  return (
    <ExperimentForm
      start={draftOf(experiment)}
      isNew={false}
      isFresh={state !== "running" && state !== "paused"}
      saving={edit.isPending}
      error={edit.error}
      onSave={state === "stopped" ? null : (draft) => edit.mutate({ key, revision, draft })}
      instead={(draft) => (mayRephase ? <NewPhase experiment={experiment} draft={draft} onStarted={onSaved} /> : null)}
    />
  );
}
