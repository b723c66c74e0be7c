import { RecorderProvider, useRecord } from "@flywheel/telemetry/react";
import type { Recorder } from "@flywheel/telemetry/recorder";
import { createContext, type ReactNode, use, useEffect } from "react";
import { AppBoundary } from "./app-boundary.tsx";
import { tellBroken } from "./own-build.tsx";
import { useConsent } from "./use-consent.ts";

const RecorderContext = createContext<Recorder | null>(null);

export function Recording({ recorder, children }: { readonly recorder: Recorder; readonly children: ReactNode }) {
  return (
    <RecorderContext value={recorder}>
      <RecorderProvider recorder={recorder}>{children}</RecorderProvider>
    </RecorderContext>
  );
}

/** Tells the recorder what the visitor says about measuring, the moment they say it. */
export function FollowConsent() {
  const recorder = useRecorder();
  const { consent } = useConsent();
  useEffect(() => recorder.setConsent(consent), [recorder, consent]);
  return null;
}

/** Records when the app breaks in front of the visitor. */
export function AppWatch({ children }: { readonly children: ReactNode }) {
  const record = useRecord();
  const failed = () => {
    record("app.failed", { kind: "render" });
    tellBroken();
  };
  return <AppBoundary onFailed={failed}>{children}</AppBoundary>;
}

/** Drops what waits to be sent, in memory and on disk. */
export function useForgetRecorded(): () => Promise<void> {
  const recorder = useRecorder();
  return () => recorder.forget();
}

function useRecorder(): Recorder {
  const recorder = use(RecorderContext);
  if (!recorder) throw new Error("the recorder comes from startApp: there is none above");
  return recorder;
}
