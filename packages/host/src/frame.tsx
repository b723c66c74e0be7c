import { AppFrame } from "@flywheel/ui";
import { type AppId, appIds, apps } from "@flywheel/vocabulary/apps";
import type { ReactNode } from "react";
import { AppIcon } from "./app-icons.tsx";
import { Balance } from "./balance.tsx";
import { ConsentBanner } from "./consent-banner.tsx";
import { PrivacyMenu } from "./privacy/privacy-menu.tsx";

const entries = (current: AppId) =>
  appIds.map((id) => ({
    id,
    title: apps[id].title,
    // The trailing slash saves a redirect.
    href: apps[id].path === "/" ? "/" : `${apps[id].path}/`,
    icon: <AppIcon app={id} />,
    current: id === current,
  }));

export function VisitorFrame({ app, children }: { readonly app: AppId; readonly children: ReactNode }) {
  return (
    <AppFrame
      apps={entries(app)}
      homeHref="/"
      balance={<Balance />}
      actions={<PrivacyMenu />}
      notice={<ConsentBanner />}
    >
      {children}
    </AppFrame>
  );
}

export function StaffFrame({ app, children }: { readonly app: AppId; readonly children: ReactNode }) {
  return (
    <AppFrame apps={entries(app)} homeHref="/">
      {children}
    </AppFrame>
  );
}
