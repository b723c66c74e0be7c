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
  const parts = { app, build: buildId, privacySignal: bootstrap.privacySignal, now, randomBytes };
  // Nobody said no there: what the same browser keeps for a visitor is left alone.
  if (audience === "staff") return createRecorder({ ...parts, consent: "denied", storage: null, databases: null });
  return createRecorder({ ...parts, consent: bootstrap.consent, owner: bootstrap.visitorId });
}
