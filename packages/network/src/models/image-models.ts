import { type ImageOffer, imageOffer } from "./offer.ts";

/** Made-up models of made-up publishers, each a style of its own. Prices are spread over the real range, 0.015 to 0.09 dollars. */
export const imageModels: readonly ImageOffer[] = [
  imageOffer(
    {
      id: "northlight/aquarelle-2",
      publisher: "Northlight",
      name: "Aquarelle 2",
      about: "Watercolour: washes that bleed into wet paper.",
    },
    0.03,
    { style: "watercolour", pictureMs: 3_200 },
  ),
  imageOffer(
    {
      id: "northlight/impasto-xl",
      publisher: "Northlight",
      name: "Impasto XL",
      about: "Oil: thick strokes that follow the light. The dearest, and the slowest.",
    },
    0.09,
    { style: "oil", pictureMs: 5_500 },
  ),
  imageOffer(
    {
      id: "saltbox/papercut",
      publisher: "Saltbox Press",
      name: "Papercut",
      about: "Layers of cut paper with the shadows between them.",
    },
    0.04,
    { style: "papercut", pictureMs: 2_600 },
  ),
  imageOffer(
    {
      id: "saltbox/broadside",
      publisher: "Saltbox Press",
      name: "Broadside",
      about: "A printed poster: few inks, bold shapes, a grain you could touch.",
    },
    0.02,
    { style: "poster", pictureMs: 1_800 },
  ),
  imageOffer(
    {
      id: "hollow-pine/inkline",
      publisher: "Hollow Pine",
      name: "Inkline",
      about: "Pen and ink with hatching and one wash of colour. The cheapest draft.",
    },
    0.015,
    { style: "ink", pictureMs: 1_500 },
  ),
  imageOffer(
    {
      id: "meridian-nine/nocturne",
      publisher: "Meridian Nine",
      name: "Nocturne",
      about: "Everything by night: neon lines, glow and wet streets.",
    },
    0.06,
    { style: "neon", pictureMs: 3_600 },
  ),
  imageOffer(
    {
      id: "quillworks/sixteen",
      publisher: "Quillworks",
      name: "Sixteen",
      about: "Pixel art in sixteen colours.",
    },
    0.02,
    { style: "pixel", pictureMs: 1_400 },
  ),
];
