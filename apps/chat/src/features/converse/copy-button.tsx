import { notify } from "@flywheel/ui";
import { ActionIcon, Tooltip } from "@mantine/core";
import { useTimeout } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";

export type CopyButtonProps = {
  readonly label: string;
  readonly text: () => string;
  readonly onCopied: () => void;
};

export function CopyButton({ label, text, onCopied }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const { start } = useTimeout(() => setCopied(false), 2_000);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
    } catch {
      notify({ message: "The browser did not allow it. Select the words and copy them.", tone: "bad" });
      return;
    }
    setCopied(true);
    start();
    onCopied();
  }

  return (
    <Tooltip label={copied ? "Copied" : label}>
      <ActionIcon
        variant="subtle"
        color={copied ? "pine" : "gray"}
        size="lg"
        aria-label={copied ? "Copied" : label}
        onClick={() => void copy()}
      >
        {copied ? <IconCheck size={18} /> : <IconCopy size={18} stroke={1.7} />}
      </ActionIcon>
    </Tooltip>
  );
}
