import { abstract } from "./abstract.ts";
import { castleHill, city, interior, village } from "./built.ts";
import { sea, underwater } from "./coast.ts";
import { desert, lake, meadow, mountains } from "./open-land.ts";
import { portrait } from "./portrait.ts";
import { space } from "./space.ts";
import type { Place, Stage } from "./stage.ts";
import { forest } from "./woods.ts";

export type SettingName =
  | "abstract"
  | "castle-hill"
  | "city"
  | "desert"
  | "forest"
  | "interior"
  | "lake"
  | "meadow"
  | "mountains"
  | "portrait"
  | "sea"
  | "space"
  | "underwater"
  | "village";

/** Every place a picture can be set in. */
export const settings: Readonly<Record<SettingName, (stage: Stage) => Place>> = {
  abstract,
  "castle-hill": castleHill,
  city,
  desert,
  forest,
  interior,
  lake,
  meadow,
  mountains,
  portrait,
  sea,
  space,
  underwater,
  village,
};

/** Places without a sky of their own kind: no clouds, no sun. */
export const indoors: ReadonlySet<SettingName> = new Set(["abstract", "interior", "portrait", "underwater", "space"]);
