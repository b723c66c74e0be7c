import type { Recorder } from "@flywheel/telemetry/recorder";
import type { AppId } from "@flywheel/vocabulary/apps";
import { createContext, use } from "react";

export type SenderHeaders = () => Record<string, string>;

/** Which app and session a call belongs to, so that facts the server writes join the events of the page. */
export function senderHeaders(app: AppId, recorder: Pick<Recorder, "sessionId">): SenderHeaders {
  return () => {
    const session = recorder.sessionId();
    return { "x-flywheel-app": app, ...(session === null ? {} : { "x-flywheel-session": session }) };
  };
}

export const SenderHeadersContext = createContext<SenderHeaders | null>(null);

/** For calls that do not go through tRPC, such as a chat's stream. */
export function useSenderHeaders(): SenderHeaders {
  const headers = use(SenderHeadersContext);
  if (!headers) throw new Error("useSenderHeaders needs startApp above it");
  return headers;
}
