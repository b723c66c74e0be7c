import { Anchor } from "@mantine/core";
import { memo, type ReactNode, use } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./code-block.tsx";
import { CopiedContext } from "./copied-context.ts";
import classes from "./markdown.module.css";

const plugins = [remarkGfm];

/** What a model wrote. Raw HTML stays text, and nothing is fetched from elsewhere: a picture is shown as a link. */
const components: Components = {
  a: ({ href, children }) => (
    <Anchor href={href} target="_blank" rel="noopener noreferrer nofollow" inherit>
      {children}
    </Anchor>
  ),
  img: ({ src, alt }) => (
    <Anchor href={typeof src === "string" ? src : undefined} target="_blank" rel="noopener noreferrer nofollow" inherit>
      {alt || "Picture"}
    </Anchor>
  ),
  pre: ({ children }) => <CopiedCode>{children}</CopiedCode>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.table} aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </section>
  ),
  // Under the one h1 of the page, without a gap, whatever level the model began at.
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h2>{children}</h2>,
  h4: ({ children }) => <h3>{children}</h3>,
  h5: ({ children }) => <h3>{children}</h3>,
  h6: ({ children }) => <h3>{children}</h3>,
};

function CopiedCode({ children }: { readonly children: ReactNode }) {
  const onCopied = use(CopiedContext);
  return <CodeBlock onCopied={onCopied}>{children}</CodeBlock>;
}

/** Drawn again only when its words change: the rest of a conversation stands still while one answer grows. */
export default memo(function RenderedMarkdown({ text }: { readonly text: string }) {
  return (
    <ReactMarkdown remarkPlugins={plugins} components={components}>
      {text}
    </ReactMarkdown>
  );
});
