import type { Recorder } from "@flywheel/telemetry/recorder";
import type { Bootstrap } from "@flywheel/vocabulary";
import type { AppId } from "@flywheel/vocabulary/apps";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { BootstrapContext } from "./bootstrap.ts";
import { CheckoutProvider } from "./checkout/checkout-provider.tsx";
import { Experiments, VisitorExperiments } from "./experiments.tsx";
import { StaffFrame, VisitorFrame } from "./frame.tsx";
import { OwnBuild } from "./own-build.tsx";
import { AppWatch, FollowConsent, Recording } from "./recording.tsx";
import { SenderHeadersContext, senderHeaders } from "./sender-headers.ts";
import type { Audience } from "./start-app.tsx";
import { createClient, TRPCProvider } from "./trpc.ts";

export type HostProps = {
  readonly app: AppId;
  readonly audience: Audience;
  readonly bootstrap: Bootstrap;
  readonly recorder: Recorder;
  readonly children: ReactNode;
};

/** Everything a microfrontend is given. What is not in here, it must bring its own. */
export function Host({ app, audience, bootstrap, recorder, children }: HostProps) {
  const [queries] = useState(createQueries);
  const [headers] = useState(() => senderHeaders(app, recorder));
  const [client] = useState(() => createClient(headers));
  const Surroundings = surroundings[audience];
  return (
    <BootstrapContext value={bootstrap}>
      <SenderHeadersContext value={headers}>
        <QueryClientProvider client={queries}>
          <TRPCProvider queryClient={queries} trpcClient={client}>
            <Recording recorder={recorder}>
              <Surroundings app={app}>
                <AppWatch>
                  <OwnBuild app={app}>{children}</OwnBuild>
                </AppWatch>
              </Surroundings>
            </Recording>
          </TRPCProvider>
        </QueryClientProvider>
      </SenderHeadersContext>
    </BootstrapContext>
  );
}

type SurroundingsProps = { readonly app: AppId; readonly children: ReactNode };

const surroundings = {
  visitors: ({ app, children }: SurroundingsProps) => (
    <VisitorExperiments>
      <CheckoutProvider>
        <FollowConsent />
        <VisitorFrame app={app}>{children}</VisitorFrame>
      </CheckoutProvider>
    </VisitorExperiments>
  ),
  staff: ({ app, children }: SurroundingsProps) => (
    <Experiments remember={false}>
      <StaffFrame app={app}>{children}</StaffFrame>
    </Experiments>
  ),
} as const;

/** Asking again is the client's business (it knows which failures are worth it), so react-query does not. */
const createQueries = () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 15_000 } } });
