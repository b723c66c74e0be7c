import type { ReactNode } from "react";
import classes from "./app-frame.module.css";

export type FrameApp = {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly icon?: ReactNode;
  readonly current: boolean;
};

/** The way from app to app. It is in the page twice, and the width of the window shows one of the two. */
export function AppSwitcher({ apps, place }: { readonly apps: readonly FrameApp[]; readonly place: "header" | "bar" }) {
  return (
    <nav aria-label="Apps" className={place === "header" ? classes.switcher : classes.bar}>
      {apps.map((app) => (
        <a key={app.id} href={app.href} aria-current={app.current ? "page" : undefined}>
          {app.icon}
          <span>{app.title}</span>
        </a>
      ))}
    </nav>
  );
}
