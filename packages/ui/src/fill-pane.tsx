import type { ReactNode } from "react";
import classes from "./app-frame.module.css";

/** Exactly the window that the frame leaves: for a page that scrolls inside itself, such as a conversation. */
export function FillPane({ children }: { readonly children: ReactNode }) {
  return <div className={classes.fill}>{children}</div>;
}
