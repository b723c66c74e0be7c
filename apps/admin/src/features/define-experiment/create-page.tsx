import { useTRPC } from "@flywheel/host";
import { Page, PageTitle } from "@flywheel/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { NeedsRole } from "../../signed-in/needs-role.tsx";
import { blankDraft } from "./draft.ts";
import { ExperimentForm } from "./experiment-form.tsx";

export function CreatePage({ onSaved }: { readonly onSaved: (key: string) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(
    trpc.experiments.create.mutationOptions({
      onSuccess: async ({ key }) => {
        await queries.invalidateQueries({ queryKey: trpc.experiments.pathKey() });
        onSaved(key);
      },
    }),
  );
  return (
    <Page>
      <PageTitle lead="Written down before the start, so that nobody finds afterwards what they looked for.">
        New experiment
      </PageTitle>
      <NeedsRole least="editor">
        <ExperimentForm
          start={blankDraft}
          isNew
          isFresh
          saving={create.isPending}
          error={create.error}
          onSave={(draft) => create.mutate({ draft })}
        />
      </NeedsRole>
    </Page>
  );
}
