import type { CSSProperties, ReactNode } from "react";
import classes from "./picture.module.css";

/** The place of one large picture. It keeps its size while what is in it changes. */
export function PictureFrame({ ratio, children }: { readonly ratio: number; readonly children: ReactNode }) {
  const measured: CSSProperties & Record<"--picture-ratio", number> = { "--picture-ratio": ratio };
  return (
    <div className={classes.frame} style={measured}>
      {children}
    </div>
  );
}
