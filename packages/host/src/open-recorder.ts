import { createRecorder, type Recorder } from "@flywheel/telemetry/recorder";
import type { Bootstrap } from "@flywheel/vocabulary";
import type { AppId } from "@flywheel/vocabulary/apps";
import { buildId } from "./build-id.ts";
import { now } from "./clock.ts";
import { randomBytes } from "./random.ts";
import type { Audience } from "./start-app.tsx";

export type OpenRecorder = { readonly app: AppId; readonly audience: Audience; readonly bootstrap: Bootstrap };

/** The way to telemetry. The pages of people who work here are not demand: there the recorder drops everything. */
export function openRecorder({ app, audience, bootstrap }: OpenRecorder): Recorder {
  return createRecorder({
    app,
    build: buildId,
    consent: audience === "staff" ? "denied" : bootstrap.consent,
    privacySignal: bootstrap.privacySignal,
    now,
    randomBytes,
  });
}
