import { Button, Text, VisuallyHidden } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./conversation.module.css";

export type TranscriptProps = {
  readonly children: ReactNode;
  /** Said aloud when it changes; the words themselves can be read in peace. */
  readonly status: string;
  readonly following: boolean;
  readonly onToEnd: () => void;
  readonly viewRef: (element: HTMLElement | null) => void;
  readonly contentRef: (element: HTMLElement | null) => void;
};

export function Transcript({ children, status, following, onToEnd, viewRef, contentRef }: TranscriptProps) {
  return (
    <div className={classes.window}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={viewRef} className={classes.view} aria-label="Messages" tabIndex={0}>
        <div ref={contentRef} className={classes.column}>
          {children}
        </div>
      </section>
      <VisuallyHidden role="status" aria-live="polite">
        {status}
      </VisuallyHidden>
      {following ? null : (
        <Button
          className={classes.toEnd}
          size="xs"
          radius="xl"
          variant="default"
          leftSection={<IconArrowDown size={16} />}
          onClick={onToEnd}
        >
          Newest
        </Button>
      )}
    </div>
  );
}

export function Awaited() {
  return (
    <div className={classes.awaited}>
      <span className={classes.dots} aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <Text size="sm" c="dimmed">
        Waiting for a node
      </Text>
    </div>
  );
}
