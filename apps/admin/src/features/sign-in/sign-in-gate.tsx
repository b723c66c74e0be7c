import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Page } from "@flywheel/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PersonContext } from "../../signed-in/person.ts";
import { isSignedOut, sayFailure } from "../../words/failure.ts";
import { SignInPage } from "./sign-in-page.tsx";
import { useWatchSession } from "./use-watch-session.ts";

/** Everything behind it has a person. What that person may do is decided by the server, call by call. */
export function SignInGate({
  linkError,
  children,
}: {
  readonly linkError: string | null;
  readonly children: ReactNode;
}) {
  const question = useTRPC().people.me.queryOptions();
  const queries = useQueryClient();
  const me = useQuery(question);
  useWatchSession(question.queryKey);

  if (isSignedOut(me.error)) {
    return <SignInPage linkError={linkError} onSignedIn={() => queries.resetQueries()} />;
  }
  if (me.data) return <PersonContext value={me.data}>{children}</PersonContext>;
  return (
    <Page width="text">
      {me.error ? (
        <ErrorState title="The control room could not open" onRetry={() => void me.refetch()} retrying={me.isFetching}>
          {sayFailure(me.error)}
        </ErrorState>
      ) : (
        <LoadingState label="Opening the control room" />
      )}
    </Page>
  );
}
