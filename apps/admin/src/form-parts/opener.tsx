import { Button, Group } from "@mantine/core";
import { type ReactNode, type Ref, useState } from "react";

export type OpenerProps = {
  readonly label: string;
  readonly disabled?: boolean;
  readonly buttonRef: Ref<HTMLButtonElement>;
  readonly children: (close: () => void) => ReactNode;
};

/** A button that opens a part of the form in its own place, and is back under the keyboard once that is closed. */
export function Opener({ label, disabled = false, buttonRef, children }: OpenerProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen) {
    return children(() => {
      setWasOpen(true);
      setOpen(false);
    });
  }
  return (
    <Group>
      <Button ref={buttonRef} variant="default" disabled={disabled} autoFocus={wasOpen} onClick={() => setOpen(true)}>
        {label}
      </Button>
    </Group>
  );
}
