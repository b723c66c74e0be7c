import type { Staff } from "@flywheel/api/type";
import { useTRPC } from "@flywheel/host";
import { ActionIcon, Badge, Button, NativeSelect, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { isRole, roleIds, roles } from "../../signed-in/roles.ts";
import { sayFailure } from "../../words/failure.ts";
import { OneTimeLink } from "./one-time-link.tsx";
import classes from "./people.module.css";

export type PersonRowProps = { readonly person: Staff; readonly isMe: boolean; readonly onRemove: () => void };

export function PersonRow({ person, isMe, onRemove }: PersonRowProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Whoever is signed in may have changed what they themselves may see.
  const changed = { onSettled: () => queries.invalidateQueries({ queryKey: trpc.people.pathKey() }) };
  const setRole = useMutation(trpc.people.setRole.mutationOptions(changed));
  // An invitation of somebody who is here leaves name and role as they are and makes a link.
  const link = useMutation(trpc.people.invite.mutationOptions());
  const error = setRole.error ?? link.error;
  return (
    <li className={classes.person}>
      <div className={classes.who}>
        <Text fw={550}>
          {person.name} {isMe ? <Badge color="gray">you</Badge> : null}
        </Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {person.email}
        </Text>
      </div>
      <div className={classes.what}>
        <NativeSelect
          aria-label={`Role of ${person.name}`}
          value={setRole.isPending ? setRole.variables.role : person.role}
          disabled={setRole.isPending}
          data={roleIds.map((id) => ({ value: id, label: roles[id].title }))}
          onChange={({ currentTarget: { value } }) => {
            if (isRole(value)) setRole.mutate({ id: person.id, role: value });
          }}
        />
        <Button
          variant="default"
          loading={link.isPending}
          aria-label={`New sign-in link for ${person.name}`}
          onClick={() => link.mutate({ email: person.email, name: person.name, role: person.role })}
        >
          New link
        </Button>
        <ActionIcon variant="subtle" color="red" size={36} aria-label={`Remove ${person.name}`} onClick={onRemove}>
          <IconTrash size={18} stroke={1.7} />
        </ActionIcon>
      </div>
      {error ? (
        <Text size="sm" c="red" role="alert" className={classes.below}>
          {sayFailure(error)}
        </Text>
      ) : null}
      {link.data ? (
        <div className={classes.below}>
          <OneTimeLink name={person.name} link={link.data.link} onDone={link.reset} />
        </div>
      ) : null}
    </li>
  );
}
