import { useRecord } from "@flywheel/host";
import { ProofBadge, RateButtons } from "@flywheel/host/answers";
import { useSeen } from "@flywheel/telemetry/react";
import { Button, Group, Stack } from "@mantine/core";
import { IconPencil, IconRefresh, IconWand } from "@tabler/icons-react";
import { useState } from "react";
import { now } from "../../clock.ts";
import { DownloadButton } from "../../picture/download-button.tsx";
import { KeepButton } from "../../picture/keep-button.tsx";
import classes from "../../picture/picture.module.css";
import { PictureFrame } from "../../picture/picture-frame.tsx";
import { RemoveButton } from "../../picture/remove-button.tsx";
import type { Making } from "./making.ts";

export type FinishedPictureProps = {
  readonly made: Extract<Making, { phase: "done" }>;
  readonly kept: boolean;
  readonly onKeep: () => void;
  readonly onRelease: () => void;
  readonly onAgain: () => void;
  readonly onChange: () => void;
  readonly onEdit: () => void;
  readonly onDiscard: () => void;
};

/** The picture, and what can be done with it. */
export function FinishedPicture({
  made,
  kept,
  onKeep,
  onRelease,
  onAgain,
  onChange,
  onEdit,
  onDiscard,
}: FinishedPictureProps) {
  const { image, receipt, preview, ask } = made;
  const record = useRecord();
  const [readyMs, setReadyMs] = useState<number | null>(null);
  // What was waited is until the picture was whole, not until a visitor who did something else came back to look.
  const ref = useSeen(() => {
    const { requestId, model } = image;
    record("output.shown", { requestId, medium: "image", model, waitedMs: (readyMs ?? now()) - ask.askedMs });
  });
  return (
    <Stack gap="md">
      <PictureFrame ratio={image.width / image.height}>
        {preview && readyMs === null ? <img className={classes.picture} src={preview} alt="" /> : null}
        <img
          ref={readyMs === null ? null : ref}
          className={classes.picture}
          src={image.url}
          alt={image.prompt}
          onLoad={() => setReadyMs(now())}
        />
      </PictureFrame>
      <Group justify="space-between" gap="sm">
        <Group gap="xs">
          <KeepButton kept={kept} onKeep={onKeep} onRelease={onRelease} />
          <DownloadButton image={image} />
          <Button variant="default" leftSection={<IconRefresh size={18} stroke={1.7} />} onClick={onAgain}>
            Again
          </Button>
          <Button variant="default" leftSection={<IconWand size={18} stroke={1.7} />} onClick={onChange}>
            Change it
          </Button>
          <Button variant="default" leftSection={<IconPencil size={18} stroke={1.7} />} onClick={onEdit}>
            Edit the prompt
          </Button>
        </Group>
        <Group gap={4}>
          <RateButtons requestId={image.requestId} medium="image" />
          <RemoveButton label="Discard" onRemove={onDiscard} />
        </Group>
      </Group>
      <ProofBadge requestId={image.requestId} receipt={receipt} />
    </Stack>
  );
}
