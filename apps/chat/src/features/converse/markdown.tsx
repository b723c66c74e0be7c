import { lazy, Suspense } from "react";
import { CopiedContext } from "./copied-context.ts";
import classes from "./markdown.module.css";

/** A third of this app, and not needed before the first answer. */
const RenderedMarkdown = lazy(() => import("./rendered-markdown.tsx"));

/** What a model wrote; as plain words until the page can draw it. */
export function Markdown({ text, onCopied }: { readonly text: string; readonly onCopied: () => void }) {
  return (
    <CopiedContext value={onCopied}>
      <div className={classes.prose}>
        <Suspense fallback={<p className={classes.plain}>{text}</p>}>
          <RenderedMarkdown text={text} />
        </Suspense>
      </div>
    </CopiedContext>
  );
}
