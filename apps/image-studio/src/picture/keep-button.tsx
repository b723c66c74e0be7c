import { Button } from "@mantine/core";
import { IconHeart, IconHeartFilled } from "@tabler/icons-react";

export type KeepButtonProps = {
  readonly kept: boolean;
  readonly onKeep: () => void;
  readonly onRelease: () => void;
};

/** A kept picture stays; pressed again it is a draft again. */
export function KeepButton({ kept, onKeep, onRelease }: KeepButtonProps) {
  return (
    <Button
      variant={kept ? "light" : "filled"}
      aria-pressed={kept}
      leftSection={kept ? <IconHeartFilled size={18} /> : <IconHeart size={18} stroke={1.7} />}
      onClick={kept ? onRelease : onKeep}
    >
      {kept ? "Kept" : "Keep"}
    </Button>
  );
}
