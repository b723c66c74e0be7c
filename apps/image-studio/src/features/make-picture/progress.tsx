import { Progress as Bar, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerStop } from "@tabler/icons-react";
import classes from "../../picture/picture.module.css";
import { PictureFrame } from "../../picture/picture-frame.tsx";
import type { UnderWay } from "./making.ts";
import { ratioOf } from "./ratio.ts";

/** The picture while it is drawn: each preview is sharper than the one before. */
export function Progress({ making, onCancel }: { readonly making: UnderWay; readonly onCancel: () => void }) {
  const { nodeName, step, steps, preview, ask } = making;
  const share = steps > 0 ? step / steps : 0;
  const where = steps > 0 ? `Step ${step} of ${steps}` : nodeName ? "Starting" : "Waiting for a node";
  return (
    <Stack gap="sm">
      <PictureFrame ratio={ratioOf(ask.shape)}>
        {preview ? (
          <img
            className={classes.picture}
            src={preview}
            alt=""
            style={{ filter: `blur(${Math.round((1 - share) * 14)}px)` }}
          />
        ) : (
          <div className={classes.waiting} />
        )}
      </PictureFrame>
      <Bar.Root size="md">
        <Bar.Section value={share * 100} aria-label="Drawing" aria-valuetext={where} />
      </Bar.Root>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
          {where}
          <Text span size="xs" c="dimmed">
            {nodeName ? ` · ${nodeName}` : ""}
          </Text>
        </Text>
        <Button size="xs" variant="default" leftSection={<IconPlayerStop size={16} />} onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
