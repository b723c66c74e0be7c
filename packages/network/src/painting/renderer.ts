import type { PaintStyle } from "./styles.ts";

export type Commission = {
  readonly style: PaintStyle;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly previews: number;
  /** PNG bytes of a picture to change; the prompt then says what about it. */
  readonly reference?: Uint8Array;
};

/** A finished picture and the steps on the way to it, all PNG. */
export type Painting = {
  readonly png: Uint8Array<ArrayBuffer>;
  readonly previews: readonly Uint8Array<ArrayBuffer>[];
};

/** Whoever paints. It rejects when it cannot. */
export type Renderer = {
  paint(commission: Commission): Promise<Painting>;
  close(): Promise<void>;
};
