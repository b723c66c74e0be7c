import { Button, type ButtonProps, Group } from "@mantine/core";
import type { ReactNode, RefObject } from "react";
import { useHandOver } from "./use-hand-over.ts";

export type PassingButtonProps = ButtonProps & {
  /** Where the keyboard goes when this goes. */
  readonly keyboardTo: RefObject<HTMLButtonElement | null>;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

/** Is there only while it can do something. */
export function PassingButton({ keyboardTo, onPress, ...rest }: PassingButtonProps) {
  const own = useHandOver(keyboardTo);
  return (
    <Group>
      <Button ref={own} {...rest} onClick={onPress} />
    </Group>
  );
}
