import { RecorderProvider, useRecord } from "@flywheel/telemetry/react";
import { createRecorder, type Recorder } from "@flywheel/telemetry/recorder";
import type { AppId } from "@flywheel/vocabulary/apps";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { AppBoundary } from "./app-boundary.tsx";
import { useBootstrap } from "./bootstrap.ts";
import { buildId } from "./build-id.ts";
import { now } from "./clock.ts";
import { randomBytes } from "./random.ts";
import { useConsent } from "./use-consent.ts";

const RecorderContext = createContext<Recorder | null>(null);

export type RecordingProps = {
  readonly app: AppId;
  readonly audience: "visitors" | "staff";
  readonly children: ReactNode;
};

/** Where events go. The pages of people who work here are not demand: there the recorder drops everything. */
export function Recording({ app, audience, children }: RecordingProps) {
  const bootstrap = useBootstrap();
  const [recorder] = useState(() =>
    createRecorder({
      app,
      build: buildId,
      consent: audience === "staff" ? "denied" : bootstrap.consent,
      privacySignal: bootstrap.privacySignal,
      now,
      randomBytes,
    }),
  );
  return (
    <RecorderContext value={recorder}>
      <RecorderProvider recorder={recorder}>
        {audience === "visitors" ? <FollowConsent recorder={recorder} /> : null}
        {children}
      </RecorderProvider>
    </RecorderContext>
  );
}

function FollowConsent({ recorder }: { readonly recorder: Recorder }) {
  const { consent } = useConsent();
  useEffect(() => recorder.setConsent(consent), [recorder, consent]);
  return null;
}

/** Says once that the app has started, and when it breaks in front of the visitor. */
export function AppWatch({ children }: { readonly children: ReactNode }) {
  const record = useRecord();
  useEffect(() => record("app.opened", {}), [record]);
  return <AppBoundary onFailed={() => record("app.failed", { kind: "render" })}>{children}</AppBoundary>;
}

/** Drops what waits to be sent, in memory and on disk. */
export function useForgetRecorded(): () => Promise<void> {
  const recorder = use(RecorderContext);
  if (!recorder) throw new Error("useForgetRecorded needs startApp above it");
  return () => recorder.forget();
}
