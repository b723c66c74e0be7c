import { ExperimentsProvider } from "@flywheel/experiments/react";
import { useRecord } from "@flywheel/telemetry/react";
import { type ReactNode, useState } from "react";
import { useBootstrap } from "./bootstrap.ts";
import { useConsent } from "./use-consent.ts";

/** Assigns this visitor from the payload that came with the page, and records what they were shown. */
export function VisitorExperiments({ children }: { readonly children: ReactNode }) {
  const { consent, privacySignal } = useConsent();
  return <Experiments remember={consent === "granted" && !privacySignal}>{children}</Experiments>;
}

export function Experiments({ remember, children }: { readonly remember: boolean; readonly children: ReactNode }) {
  const { visitorId, features, attributes, sticky } = useBootstrap();
  const record = useRecord();
  // As it was opened: an app's own routes change the address, and must not change the variant.
  const [url] = useState(() => location.href);
  return (
    <ExperimentsProvider
      visitorId={visitorId}
      payload={features}
      attributes={attributes}
      sticky={sticky}
      url={url}
      remember={remember}
      recordExposure={(exposure) => record("experiment.exposed", exposure)}
    >
      {children}
    </ExperimentsProvider>
  );
}
