import { ExperimentsProvider } from "@flywheel/experiments/react";
import { useRecord } from "@flywheel/telemetry/react";
import type { ReactNode } from "react";
import { useBootstrap } from "./bootstrap.ts";

/** Assigns this visitor from the payload that came with the page, and records what they were shown. */
export function Experiments({ children }: { readonly children: ReactNode }) {
  const { visitorId, features } = useBootstrap();
  const record = useRecord();
  return (
    <ExperimentsProvider
      visitorId={visitorId}
      payload={features}
      recordExposure={(exposure) => record("experiment.exposed", exposure)}
    >
      {children}
    </ExperimentsProvider>
  );
}
