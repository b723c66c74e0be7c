import { useTRPC } from "@flywheel/host";
import { ErrorState, Panel } from "@flywheel/ui";
import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isRole, roleIds, roles } from "../../signed-in/roles.ts";
import { codeOf, sayFailure } from "../../words/failure.ts";
import { OneTimeLink } from "./one-time-link.tsx";
import classes from "./people.module.css";

export function InvitePanel() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<keyof typeof roles>("viewer");
  const invite = useMutation(
    trpc.people.invite.mutationOptions({
      onSuccess: () => {
        setName("");
        setEmail("");
        return queries.invalidateQueries({ queryKey: trpc.people.list.queryKey() });
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    invite.mutate({ name: name.trim(), email: email.trim(), role });
  }

  return (
    <Panel title="Invite somebody" lead="They get a one-time link from you, and can set a password once they are in.">
      <form onSubmit={submit}>
        <Stack gap="md">
          <div className={classes.form}>
            <TextInput
              label="Name"
              required
              maxLength={80}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label="E-mail"
              type="email"
              required
              maxLength={254}
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <NativeSelect
              label="Role"
              description={`Somebody who ${roles[role].may}.`}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={role}
              data={roleIds.map((id) => ({ value: id, label: roles[id].title }))}
              onChange={({ currentTarget: { value } }) => {
                if (isRole(value)) setRole(value);
              }}
            />
          </div>
          {invite.error ? (
            <ErrorState title="Nobody was invited">
              {codeOf(invite.error) === "BAD_REQUEST"
                ? "The e-mail must be an address such as ada@example.org, and a name is needed."
                : sayFailure(invite.error)}
            </ErrorState>
          ) : null}
          <Group>
            <Button type="submit" loading={invite.isPending}>
              Make a link
            </Button>
          </Group>
        </Stack>
      </form>
      {invite.data ? <OneTimeLink name={invite.variables.name} link={invite.data.link} onDone={invite.reset} /> : null}
    </Panel>
  );
}
