import type { ImageCard } from "@flywheel/api/type";
import { UnstyledButton } from "@mantine/core";
import classes from "./picture-grid.module.css";

export type PictureGridProps = {
  readonly label: string;
  readonly images: readonly ImageCard[];
  readonly onOpen: (image: ImageCard) => void;
};

export function PictureGrid({ label, images, onOpen }: PictureGridProps) {
  return (
    <ul className={classes.grid} aria-label={label}>
      {images.map((image) => (
        <li key={image.id}>
          <UnstyledButton
            className={classes.tile}
            aria-label={`Open: ${image.prompt}`}
            title={image.prompt}
            onClick={() => onOpen(image)}
          >
            <img src={image.url} alt="" loading="lazy" decoding="async" />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
