import { useElementSize } from "@mantine/hooks";
import type { CSSProperties, ReactNode } from "react";
import classes from "./app-frame.module.css";
import { AppSwitcher, type FrameApp } from "./app-switcher.tsx";
import { SchemeSwitch } from "./scheme-switch.tsx";
import { Wordmark } from "./wordmark.tsx";

export type AppFrameProps = {
  readonly apps: readonly FrameApp[];
  /** Where the mark leads. */
  readonly homeHref: string;
  /** What the visitor may spend. */
  readonly balance?: ReactNode;
  /** Small controls at the end of the header. */
  readonly actions?: ReactNode;
  /** A question that stays at the bottom until it is answered; it never covers what the page shows last. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
};

// Made once: a new object would be observed anew at every render, and each time tell its size again.
const withBorder = { box: "border-box" } as const;

/** What surrounds every page: skip link, header, the page as the main landmark, and on a phone a bar at the bottom. */
export function AppFrame({ apps, homeHref, balance, actions, notice, children }: AppFrameProps) {
  const { ref, height } = useElementSize(withBorder);
  const measured: CSSProperties & Record<"--frame-foot", string> = { "--frame-foot": `${height}px` };
  return (
    <div className={classes.frame} style={measured}>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <header className={classes.header}>
        <a className={classes.brand} href={homeHref} aria-label="Flywheel, front page">
          <Wordmark />
        </a>
        <AppSwitcher apps={apps} place="header" />
        <div className={classes.end}>
          {balance}
          {actions}
          <SchemeSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <div ref={ref} className={classes.foot}>
        {notice}
        <AppSwitcher apps={apps} place="bar" />
      </div>
    </div>
  );
}
