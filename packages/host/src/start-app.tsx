import "@flywheel/ui/styles";
import { FlywheelTheme } from "@flywheel/ui";
import type { Bootstrap } from "@flywheel/vocabulary";
import type { AppId } from "@flywheel/vocabulary/apps";
import { type ReactNode, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { readBootstrap } from "./bootstrap.ts";
import { BrokenStart } from "./broken-start.tsx";
import { Host, type HostProps } from "./host.tsx";

export type StartApp = {
  readonly app: AppId;
  readonly element: ReactNode;
  /** `staff`: people who work here. No balance, no consent, and nothing is measured. */
  readonly audience?: "visitors" | "staff";
};

/** Mounts an app into `#root` with everything that it may ask for. */
export function startApp({ app, element, audience = "visitors" }: StartApp): void {
  const root = document.getElementById("root");
  if (!root) throw new Error("startApp needs an element with the id root in index.html");
  createRoot(root).render(
    <StrictMode>
      <FlywheelTheme>
        <Start app={app} audience={audience}>
          {element}
        </Start>
      </FlywheelTheme>
    </StrictMode>,
  );
}

function Start(props: Omit<HostProps, "bootstrap">) {
  const [bootstrap, setBootstrap] = useState<Bootstrap | null>(readBootstrap);
  return bootstrap ? <Host {...props} bootstrap={bootstrap} /> : <BrokenStart onStarted={setBootstrap} />;
}
