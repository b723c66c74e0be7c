import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { callAuth } from "../../signed-in/auth-call.ts";
import { saySignInTrouble } from "./sign-in-words.ts";

export function PasswordSignIn({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function signIn(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const answer = await callAuth(fetch, "/sign-in/email", { email: email.trim(), password });
    if (answer.outcome === "done") await onSignedIn();
    else setTrouble(saySignInTrouble(answer));
    setBusy(false);
  }

  return (
    <form onSubmit={(event) => void signIn(event)}>
      <Stack gap="sm">
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Text size="sm" c="red" role="alert" mih={0} display={trouble === null ? "none" : "block"}>
          {trouble}
        </Text>
        <Button type="submit" loading={busy}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
