import type { Staff } from "@flywheel/api/type";
import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePerson } from "../../signed-in/person.ts";
import { sayFailure } from "../../words/failure.ts";
import classes from "./people.module.css";
import { PersonRow } from "./person-row.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";

export function PeoplePanel() {
  const list = useQuery(useTRPC().people.list.queryOptions());
  const me = usePerson();
  const [leaving, setLeaving] = useState<Staff | null>(null);
  return (
    <Panel title="Who works here">
      {list.error ? (
        <ErrorState title="The list could not be read" onRetry={() => void list.refetch()} retrying={list.isFetching}>
          {sayFailure(list.error)}
        </ErrorState>
      ) : list.data ? (
        <ul className={classes.list}>
          {list.data.map((person) => (
            <PersonRow key={person.id} person={person} isMe={person.id === me.id} onRemove={() => setLeaving(person)} />
          ))}
        </ul>
      ) : (
        <LoadingState label="Loading people" lines={3} height={36} />
      )}
      <RemoveDialog person={leaving} onClose={() => setLeaving(null)} />
    </Panel>
  );
}
