import { ErrorState, Page, PageTitle, Wordmark } from "@flywheel/ui";
import type { Bootstrap } from "@flywheel/vocabulary";
import type { AppId } from "@flywheel/vocabulary/apps";
import { useCallback, useEffect, useState } from "react";
import { loadBootstrap } from "./bootstrap.ts";
import { tellStarted } from "./own-build.tsx";

const retryEveryMs = 3_000;

type BrokenStartProps = { readonly app: AppId; readonly onStarted: (bootstrap: Bootstrap) => void };

/** The server did not say who is here. Asks again by itself, so a restart of the server needs no reload. */
export function BrokenStart({ app, onStarted }: BrokenStartProps) {
  const [asking, setAsking] = useState(false);
  const ask = useCallback(async () => {
    setAsking(true);
    const bootstrap = await loadBootstrap(app);
    setAsking(false);
    if (bootstrap) onStarted(bootstrap);
  }, [app, onStarted]);

  // The server is away, which is no failure of this build: its scripts are here and run.
  useEffect(tellStarted, []);
  useEffect(() => {
    const timer = setInterval(ask, retryEveryMs);
    return () => clearInterval(timer);
  }, [ask]);

  return (
    <main>
      <Page width="text">
        <Wordmark />
        <PageTitle>The server does not answer</PageTitle>
        <ErrorState title="This page could not start" onRetry={ask} retrying={asking}>
          The server may be restarting. This page asks again every few seconds.
        </ErrorState>
      </Page>
    </main>
  );
}
