import type { Bootstrap } from "@flywheel/vocabulary";
import type { AppId } from "@flywheel/vocabulary/apps";
import { createContext, use } from "react";

declare global {
  interface Window {
    readonly __flywheel?: Bootstrap;
  }
}

/** As it stands in the index.html of an app: the server deals the variants of one app at a time. */
const sourceOf = (app: AppId) => `/api/bootstrap.js?app=${app}`;

/** What the blocking script in front of the app left behind; null if the server did not answer it. */
export const readBootstrap = (): Bootstrap | null => window.__flywheel ?? null;

/** Asks for the script again, for a page that came up while the server was away. */
export function loadBootstrap(app: AppId): Promise<Bootstrap | null> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = sourceOf(app);
    const settle = () => {
      script.remove();
      resolve(readBootstrap());
    };
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
    document.head.append(script);
  });
}

export const BootstrapContext = createContext<Bootstrap | null>(null);

/** What the page was told before it started: it does not change while the page lives. */
export function useBootstrap(): Bootstrap {
  const bootstrap = use(BootstrapContext);
  if (!bootstrap) throw new Error("useBootstrap needs startApp above it");
  return bootstrap;
}
