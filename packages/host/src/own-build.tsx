import { Exposure } from "@flywheel/experiments/react";
import type { Recorder } from "@flywheel/telemetry/recorder";
import type { AppId } from "@flywheel/vocabulary/apps";
import { type ReactNode, useEffect } from "react";
import { useBootstrap } from "./bootstrap.ts";

/** As the server writes it into the address when it has to send the current build instead of another. */
const fallbackParameter = "build-fallback";

/** Tells telemetry if the build of this visitor's arm could not be shown, and takes the mark out of the address. */
export function recordBuildFailure(record: Recorder["record"]): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="flywheel-build-failed"]');
  const [experiment, variant, build] = meta?.content.split(" ") ?? [];
  // Taken out, so that a page which starts twice tells it once.
  meta?.remove();
  if (experiment && variant && build) record("variant.failed", { experiment, variant, build });

  const address = new URL(location.href);
  if (!address.searchParams.has(fallbackParameter)) return;
  address.searchParams.delete(fallbackParameter);
  history.replaceState(history.state, "", address);
}

/** To the guard that the server puts before another build; where there is none, nobody listens. */
const tellGuard = (what: "started" | "broken") => void window.dispatchEvent(new Event(`flywheel:${what}`));

/** From here on the page is this build's own business. */
export const tellStarted = () => tellGuard("started");

/** What broke before it had ever been shown is the build's failure, and the guard loads the current one. */
export const tellBroken = () => tellGuard("broken");

/** Around an app: counts whoever is in an experiment among its builds, at the same place in each of them. */
export function OwnBuild({ app, children }: { readonly app: AppId; readonly children: ReactNode }) {
  const feature = `${app}.build`;
  const { [feature]: chosen } = useBootstrap().features;
  // Effects run when all that is inside was shown without breaking.
  useEffect(tellStarted, []);
  return (
    <>
      {chosen !== undefined && <Exposure feature={feature} />}
      {children}
    </>
  );
}
