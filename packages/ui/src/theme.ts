import { type CSSVariablesResolver, createTheme, rem } from "@mantine/core";
import { palette } from "./palette.ts";

const fontFamily = "'Inter Variable', ui-sans-serif, system-ui, sans-serif";

export const theme = createTheme({
  colors: palette,
  primaryColor: "pine",
  // Both carry white text at 4.5 to 1 or more.
  primaryShade: { light: 7, dark: 6 },
  black: palette.gray[9],
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(15), lg: rem(17), xl: rem(20) },
  headings: {
    fontFamily,
    fontWeight: "620",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: rem(30), lineHeight: "1.2" },
      h2: { fontSize: rem(22), lineHeight: "1.3" },
      h3: { fontSize: rem(17), lineHeight: "1.4" },
      h4: { fontSize: rem(15), lineHeight: "1.45" },
    },
  },
  fontWeights: { regular: "400", medium: "550", bold: "650" },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(40) },
  radius: { xs: rem(3), sm: rem(6), md: rem(8), lg: rem(12), xl: rem(20) },
  defaultRadius: "md",
  shadows: {
    xs: "0 1px 2px rgb(12 20 17 / 0.06)",
    sm: "0 1px 2px rgb(12 20 17 / 0.06), 0 4px 12px -4px rgb(12 20 17 / 0.08)",
    md: "0 2px 4px rgb(12 20 17 / 0.05), 0 12px 28px -8px rgb(12 20 17 / 0.16)",
    lg: "0 2px 4px rgb(12 20 17 / 0.05), 0 20px 40px -12px rgb(12 20 17 / 0.22)",
    xl: "0 2px 4px rgb(12 20 17 / 0.05), 0 32px 56px -16px rgb(12 20 17 / 0.26)",
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  focusRing: "auto",
  components: {
    Anchor: { defaultProps: { underline: "always" } },
    Badge: { defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 550 } },
    Modal: {
      defaultProps: { centered: true, radius: "lg", overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontSize: rem(17), fontWeight: 620 } },
    },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.4 } } },
    CloseButton: { defaultProps: { "aria-label": "Close" } },
    // The placeholder that takes the first focus is a child that `role="menu"` may not have.
    Menu: { defaultProps: { shadow: "md", radius: "md", position: "bottom-end", withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } } },
  },
});

/** The colours of things rather than of hues. `--flywheel-canvas` lies under every page, panels lie on it. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--flywheel-canvas": palette.gray[0],
    "--flywheel-line": palette.gray[2],
    "--flywheel-field-line": "#87908b",
    "--flywheel-track": palette.gray[1],
    "--flywheel-bar": palette.pine[6],
    "--mantine-color-error": palette.red[6],
    "--mantine-color-success": palette.pine[7],
    "--mantine-color-placeholder": palette.gray[6],
    "--mantine-color-disabled-color": palette.gray[6],
  },
  dark: {
    "--flywheel-canvas": palette.dark[8],
    "--flywheel-line": palette.dark[5],
    "--flywheel-field-line": "#6b7470",
    "--flywheel-track": palette.dark[5],
    "--flywheel-bar": palette.pine[5],
    "--mantine-color-error": palette.red[4],
    "--mantine-color-success": palette.pine[4],
    "--mantine-color-placeholder": palette.dark[2],
    "--mantine-color-disabled-color": palette.dark[2],
    "--mantine-color-gray-light": palette.dark[5],
    "--mantine-color-gray-light-hover": palette.dark[4],
    "--mantine-color-gray-light-color": palette.dark[0],
    ...tints,
  },
});

/** In the dark Mantine mixes its tints almost down to black; these keep a hue that can be told. */
const tints = Object.fromEntries(
  Object.entries(palette)
    .filter(([name]) => name !== "dark" && name !== "gray")
    .flatMap(([name, hue]) => [
      [`--mantine-color-${name}-light`, `color-mix(in srgb, ${hue[9]} 60%, ${palette.dark[7]})`],
      [`--mantine-color-${name}-light-hover`, hue[9]],
      [`--mantine-color-${name}-light-color`, hue[1]],
    ]),
);
