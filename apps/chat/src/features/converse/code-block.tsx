import { isValidElement, type ReactElement, type ReactNode, useRef } from "react";
import { CopyButton } from "./copy-button.tsx";
import classes from "./markdown.module.css";

export type CodeBlockProps = { readonly children: ReactNode; readonly onCopied: () => void };

/** Code as the model wrote it, with its language and a way to take it along. */
export function CodeBlock({ children, onCopied }: CodeBlockProps) {
  const pre = useRef<HTMLPreElement>(null);
  const language = languageOf(children);
  return (
    <div className={classes.code}>
      <div className={classes.codeHead}>
        <span>{language ?? "code"}</span>
        <CopyButton label="Copy code" text={() => pre.current?.textContent ?? ""} onCopied={onCopied} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre ref={pre} tabIndex={0}>
        {children}
      </pre>
    </div>
  );
}

function languageOf(children: ReactNode): string | null {
  if (!isValidElement(children)) return null;
  const { props }: ReactElement<unknown> = children;
  const className = props && typeof props === "object" && "className" in props ? props.className : null;
  const found = typeof className === "string" ? /language-([\w+#-]+)/.exec(className) : null;
  return found?.[1] ?? null;
}
