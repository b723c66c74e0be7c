import type { ImageCard } from "@flywheel/api/type";
import { ProofBadge } from "@flywheel/host/answers";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconPencil, IconWand } from "@tabler/icons-react";
import { DownloadButton } from "../../picture/download-button.tsx";
import { KeepButton } from "../../picture/keep-button.tsx";
import classes from "../../picture/picture.module.css";
import { PictureFrame } from "../../picture/picture-frame.tsx";
import { RemoveButton } from "../../picture/remove-button.tsx";

export type PictureDetailProps = {
  /** Null closes it. */
  readonly image: ImageCard | null;
  readonly modelName: (id: string) => string;
  readonly onClose: () => void;
  readonly onKeep: (image: ImageCard) => void;
  readonly onRelease: (image: ImageCard) => void;
  readonly onRemove: (image: ImageCard) => void;
  readonly onReuse: (image: ImageCard) => void;
  readonly onChange: (image: ImageCard) => void;
};

export function PictureDetail({ image, onClose, ...rest }: PictureDetailProps) {
  const phone = useMediaQuery("(max-width: 47.99em)");
  return (
    <Modal
      opened={image !== null}
      onClose={onClose}
      title={image?.keptMs === null ? "Draft" : "Kept picture"}
      size={760}
      fullScreen={phone}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {image ? <Detail key={image.id} image={image} {...rest} /> : null}
    </Modal>
  );
}

type DetailProps = Omit<PictureDetailProps, "image" | "onClose"> & { readonly image: ImageCard };

function Detail({ image, modelName, onKeep, onRelease, onRemove, onReuse, onChange }: DetailProps) {
  return (
    <Stack gap="md">
      <PictureFrame ratio={image.width / image.height}>
        <img className={classes.picture} src={image.url} alt={image.prompt} />
      </PictureFrame>
      <Group justify="space-between" gap="sm">
        <Group gap="xs">
          <KeepButton kept={image.keptMs !== null} onKeep={() => onKeep(image)} onRelease={() => onRelease(image)} />
          <DownloadButton image={image} />
          <Button variant="default" leftSection={<IconWand size={18} stroke={1.7} />} onClick={() => onChange(image)}>
            Change it
          </Button>
          <Button variant="default" leftSection={<IconPencil size={18} stroke={1.7} />} onClick={() => onReuse(image)}>
            Use this prompt
          </Button>
        </Group>
        <RemoveButton label="Remove" onRemove={() => onRemove(image)} />
      </Group>
      <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{image.prompt}</Text>
      <Facts image={image} model={modelName(image.model)} />
      <ProofBadge requestId={image.requestId} />
    </Stack>
  );
}

const madeAt = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function Facts({ image, model }: { readonly image: ImageCard; readonly model: string }) {
  const facts = [
    { name: "Model", value: model },
    { name: "Size", value: `${image.width} × ${image.height}` },
    { name: "Seed", value: String(image.seed) },
    { name: "Made", value: madeAt.format(image.createdMs) },
  ];
  return (
    <Group gap="lg" component="dl" m={0}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ fontVariantNumeric: "tabular-nums" }}>
            {value}
          </Text>
        </div>
      ))}
    </Group>
  );
}
