import type { MantineColorsTuple } from "@mantine/core";

/**
 * Every hue climbs the same ladder of lightness (OKLCH 0.975 down to 0.305), so shade 6 and darker carry white text and
 * shade 4 and lighter can be read on a dark page, whatever the hue.
 */
const pine: MantineColorsTuple = [
  "#effaf5",
  "#ddf3ea",
  "#b8e5d4",
  "#8cd2b9",
  "#5eba9d",
  "#379d7f",
  "#047d61",
  "#00664f",
  "#01503d",
  "#00392a",
];
const amber: MantineColorsTuple = [
  "#fdf5ec",
  "#faead7",
  "#f3d3ac",
  "#e7b77c",
  "#d4994a",
  "#b77b1e",
  "#915e05",
  "#774c01",
  "#5e3b01",
  "#432900",
];
const red: MantineColorsTuple = [
  "#fff4f2",
  "#ffe6e3",
  "#ffcbc4",
  "#fea69c",
  "#fb796d",
  "#dd574e",
  "#b8342f",
  "#9d201e",
  "#7c1716",
  "#58120f",
];
const blue: MantineColorsTuple = [
  "#f1f8ff",
  "#e0efff",
  "#beddfd",
  "#98c6f5",
  "#72abe5",
  "#528dc9",
  "#326ea7",
  "#21598e",
  "#184670",
  "#11314f",
];
const plum: MantineColorsTuple = [
  "#fcf4fb",
  "#f8e7f6",
  "#efcdeb",
  "#e0aedb",
  "#cb8ec5",
  "#ae70a9",
  "#8d5188",
  "#763f72",
  "#5d315a",
  "#41223f",
];
const gray: MantineColorsTuple = [
  "#f6f8f7",
  "#eff2f0",
  "#e4e8e6",
  "#d9dedb",
  "#c9cfcc",
  "#98a19c",
  "#57625d",
  "#3d4843",
  "#29312d",
  "#161c19",
];
const dark: MantineColorsTuple = [
  "#dadfdd",
  "#bfc6c3",
  "#a0a8a5",
  "#7a837f",
  "#3b4340",
  "#2a312e",
  "#1e2422",
  "#151b19",
  "#0e1311",
  "#080c0b",
];

/** The names that Mantine knows lead to our few hues: whatever colour a page asks for, it gets one that can be read. */
export const palette = {
  pine,
  amber,
  red,
  blue,
  plum,
  gray,
  dark,
  green: pine,
  teal: pine,
  lime: pine,
  cyan: blue,
  indigo: blue,
  violet: plum,
  grape: plum,
  pink: plum,
  orange: amber,
  yellow: amber,
} as const;
