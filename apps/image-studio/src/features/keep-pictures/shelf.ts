import type { ImageCard } from "@flywheel/api/type";

/** The list without a picture, and with it where it belongs: newest first. */
export function placed(list: readonly ImageCard[], image: ImageCard, belongs: boolean): ImageCard[] {
  const others = list.filter(({ id }) => id !== image.id);
  if (!belongs) return others;
  const older = others.findIndex(({ createdMs }) => createdMs < image.createdMs);
  return older < 0 ? [...others, image] : others.toSpliced(older, 0, image);
}

export const without = (list: readonly ImageCard[], imageId: string): ImageCard[] =>
  list.filter(({ id }) => id !== imageId);
