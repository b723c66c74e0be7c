import "@flywheel/ui/styles";
import { FlywheelTheme } from "@flywheel/ui";
import type { Bootstrap } from "@flywheel/vocabulary";
import type { AppId } from "@flywheel/vocabulary/apps";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { readBootstrap } from "./bootstrap.ts";
import { BrokenStart } from "./broken-start.tsx";
import { Host } from "./host.tsx";
import { openRecorder } from "./open-recorder.ts";
import { recordBuildFailure } from "./own-build.tsx";

export type Audience = "visitors" | "staff";

export type StartApp = {
  readonly app: AppId;
  readonly element: ReactNode;
  /** `staff`: people who work here. No balance, no consent, and nothing is measured. */
  readonly audience?: Audience;
};

/** Mounts an app into `#root` with everything that it may ask for. */
export function startApp({ app, element, audience = "visitors" }: StartApp): void {
  const container = document.getElementById("root");
  if (!container) throw new Error("startApp needs an element with the id root in index.html");
  const root = createRoot(container);
  const show = (page: ReactNode) =>
    root.render(
      <StrictMode>
        <FlywheelTheme>{page}</FlywheelTheme>
      </StrictMode>,
    );

  // Opened out here and not in a component: React may make a component twice, and an app is opened once.
  const start = (bootstrap: Bootstrap) => {
    const recorder = openRecorder({ app, audience, bootstrap });
    recorder.record("app.opened", {});
    recordBuildFailure(recorder.record);
    show(
      <Host app={app} audience={audience} bootstrap={bootstrap} recorder={recorder}>
        {element}
      </Host>,
    );
  };

  const bootstrap = readBootstrap();
  if (bootstrap) start(bootstrap);
  else show(<BrokenStart app={app} onStarted={start} />);
}
