import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { ReactNode, Ref } from "react";

export type PatientButtonProps = ButtonProps & {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly isBusy: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

/** While it waits it does nothing, and keeps the keyboard, which a disabled one would lose. */
export function PatientButton({ isBusy, onPress, leftSection, ...rest }: PatientButtonProps) {
  return (
    <Button
      {...rest}
      leftSection={isBusy ? <Loader size={14} color="currentColor" /> : leftSection}
      data-disabled={isBusy}
      aria-disabled={isBusy}
      aria-busy={isBusy}
      onClick={() => {
        if (!isBusy) onPress();
      }}
    />
  );
}
