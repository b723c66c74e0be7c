import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from "@mantine/core";
import { describe, expect, it } from "vitest";
import { resolveVariables, theme } from "./theme.ts";

const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const [mantine, ours] = [defaultCssVariablesResolver(merged), resolveVariables(merged)];

describe.each(["light", "dark"] as const)("the %s scheme", (scheme) => {
  const variables: Record<string, string> = {
    ...mantine.variables,
    ...mantine[scheme],
    ...ours.variables,
    ...ours[scheme],
  };
  const color = (name: string): string => resolve(variables[name] ?? name);
  const resolve = (value: string): string => {
    const reference = /^var\((--[a-z0-9-]+)\)$/.exec(value)?.[1];
    return reference ? color(reference) : mixed(value);
  };
  const surfaces = ["--mantine-color-body", "--flywheel-canvas"];
  const texts = ["text", "dimmed", "anchor", "error", "success", "placeholder"].map((it) => `--mantine-color-${it}`);

  it.each(surfaces.flatMap((surface) => texts.map((text) => [text, surface])))(
    "[UI1] %s can be read on %s",
    (text, surface) => {
      expect(contrast(color(text), color(surface))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(Object.keys(merged.colors).filter((name) => !["dark", "white", "black"].includes(name)))(
    "[UI1] white can be read on a filled part, and the words of a tinted part on its tint, in %s",
    (name) => {
      expect(contrast("#ffffff", color(`--mantine-color-${name}-filled`))).toBeGreaterThanOrEqual(4.5);
      expect(
        contrast(color(`--mantine-color-${name}-light-color`), color(`--mantine-color-${name}-light`)),
      ).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color(`--mantine-color-${name}-text`), color("--mantine-color-body"))).toBeGreaterThanOrEqual(
        4.5,
      );
    },
  );

  it("[UI2] the edge of a field and the ring of the keyboard stand out from what is around them", () => {
    const ring = scheme === "light" ? "--mantine-primary-color-filled" : "--mantine-color-pine-4";
    for (const surface of surfaces) {
      expect(contrast(color("--flywheel-field-line"), color(surface))).toBeGreaterThanOrEqual(3);
      expect(contrast(color(ring), color(surface))).toBeGreaterThanOrEqual(3);
    }
  });
});

/** `color-mix(in srgb, A p%, B)` worked out. */
function mixed(value: string): string {
  const parts = /^color-mix\(in srgb, (#[0-9a-f]{6}) (\d+)%, (#[0-9a-f]{6})\)$/.exec(value);
  if (!parts) return value;
  const [, first = "", percent = "", second = ""] = parts;
  const share = Number(percent) / 100;
  const channels = bytes(first).map((byte, index) => byte * share + (bytes(second)[index] ?? 0) * (1 - share));
  return `#${channels.map((it) => Math.round(it).toString(16).padStart(2, "0")).join("")}`;
}

/** WCAG 2.2, definition of contrast ratio. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = bytes(hex).map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function bytes(hex: string): number[] {
  const long = /^#[0-9a-f]{3}$/i.test(hex) ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
  if (!/^#[0-9a-f]{6}$/i.test(long)) throw new Error(`not a colour: ${hex}`);
  return [1, 3, 5].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
}
