import type { Excluded } from "./excluded.ts";
import { gateNames } from "./gate-names.ts";

/** How a gate is called, counted from 1. */
export const gateName = (step: number): string => gateNames[step - 1]?.title ?? "";

/** What ends a path, and between which gates; null where nothing does. */
export const sayExcluded = (excluded: Excluded | null): string | null =>
  excluded && `${excluded.name} between ${gateName(excluded.after)} and ${gateName(excluded.before)}`;
