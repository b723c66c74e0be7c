import type { AppId } from "@flywheel/vocabulary/apps";
import { IconApps, IconGauge, IconHome, IconMessage, IconPhoto, type TablerIcon } from "@tabler/icons-react";

const icons: Partial<Record<AppId, TablerIcon>> = {
  home: IconHome,
  "image-studio": IconPhoto,
  chat: IconMessage,
  admin: IconGauge,
};

/** An app that was added without choosing an icon gets a plain one. */
export function AppIcon({ app, size = 20 }: { readonly app: AppId; readonly size?: number }) {
  const Icon = icons[app] ?? IconApps;
  return <Icon size={size} stroke={1.7} aria-hidden="true" />;
}
