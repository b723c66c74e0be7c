import { type SettingName, settings } from "./settings/settings.ts";
import { type PaintStyle, paintStyles } from "./styles.ts";

/** Who painted a picture, and where it is set: two words of ours, never one of a prompt. */
export type Maker = { readonly style: PaintStyle; readonly setting: SettingName };

const house = "flywheel mock painter";

/** What a picture says of its maker, in the text that PNG has for it. */
export const signatureOf = ({ style, setting }: Maker) => ({
  keyword: "Software",
  value: `${house}; ${style}; ${setting}`,
});

/** Behind the signature and the header. */
const textAt = 33;

/** Null for a picture that came from elsewhere. */
export function makerOf(png: Uint8Array): Maker | null {
  const start = new TextDecoder("latin1").decode(png.subarray(textAt, textAt + 128));
  const said = start.match(/^....tEXtSoftware\0flywheel mock painter; ([a-z]+); ([a-z-]+)/s);
  const style = paintStyles.find((name) => name === said?.[1]);
  const setting = (Object.keys(settings) as SettingName[]).find((name) => name === said?.[2]);
  return style && setting ? { style, setting } : null;
}
