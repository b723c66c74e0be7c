import { useTRPC } from "@flywheel/host";
import { notify, Panel } from "@flywheel/ui";
import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { usePerson } from "../../signed-in/person.ts";
import { codeOf, sayFailure } from "../../words/failure.ts";
import { changePassword, findPasswordFault, passwordLength, sayPasswordTrouble } from "./password-change.ts";

/** The first password needs no other; a later one needs the one before it. */
export function PasswordPanel() {
  const { email } = usePerson();
  const setFirst = useMutation(useTRPC().people.setPassword.mutationOptions());
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    const found = findPasswordFault(newPassword);
    setFault(found);
    if (found !== null) return;
    setBusy(true);
    const went = currentPassword === "" ? await first() : await later();
    setBusy(false);
    setTrouble(went);
    if (went !== null) return;
    setCurrent("");
    setNew("");
    notify({ message: "Your password is set.", tone: "good" });
  }

  async function first(): Promise<string | null> {
    try {
      await setFirst.mutateAsync({ newPassword });
      return null;
    } catch (error) {
      if (codeOf(error) === "CONFLICT") return "You have a password already: write it as the current one.";
      return sayFailure(error);
    }
  }

  async function later(): Promise<string | null> {
    const answer = await changePassword(fetch, { currentPassword, newPassword });
    return answer.outcome === "done" ? null : sayPasswordTrouble(answer);
  }

  return (
    <Panel title="Password" lead="So that you can sign in without asking for a link.">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          {/* Tells a password manager whose password this is. */}
          <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            label="Current password"
            description="Leave empty if you have none yet."
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            description={`${passwordLength.least} characters or more; a few words do.`}
            autoComplete="new-password"
            value={newPassword}
            error={fault}
            onChange={(event) => setNew(event.currentTarget.value)}
          />
          {trouble === null ? null : (
            <Text size="sm" c="red" role="alert">
              {trouble}
            </Text>
          )}
          <Group>
            <Button type="submit" loading={busy}>
              Save password
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
