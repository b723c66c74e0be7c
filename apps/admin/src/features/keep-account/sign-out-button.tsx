import { notify } from "@flywheel/ui";
import { Button } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callAuth } from "../../signed-in/auth-call.ts";

export function SignOutButton() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function signOut() {
    setBusy(true);
    const answer = await callAuth(fetch, "/sign-out", {});
    setBusy(false);
    // Everything that was read goes, so that whoever sits down next sees none of it.
    if (answer.outcome === "done") await queries.resetQueries();
    else notify({ title: "You are still signed in", message: "The server did not answer. Try again.", tone: "bad" });
  }

  return (
    <Button variant="default" leftSection={<IconLogout size={16} />} loading={busy} onClick={() => void signOut()}>
      Sign out
    </Button>
  );
}
