import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withRoomMap } from "../room-map.ts";
import { findShapeProblems } from "./file-shape.ts";
import { findForbiddenImports } from "./imports-allowed.ts";
import type { RoomsTable } from "./judge-import.ts";
import { findManifestProblems } from "./manifests.ts";
import type { Problem } from "./problem.ts";
import { findReadmeProblems } from "./readmes.ts";
import { roomsOnDisk } from "./rooms-on-disk.ts";
import { findRuleProblems } from "./rules.ts";

export type Verdict = { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Who may know whom, and whether files are one idea each. */
export function lintRooms(root: string, table: RoomsTable): Verdict {
  const rooms = roomsOnDisk(root);
  const shape = findShapeProblems(root, rooms);
  return {
    problems: [
      ...findForbiddenImports(root, rooms, table),
      ...findManifestProblems(root, rooms, table),
      ...shape.problems,
    ],
    warnings: shape.warnings,
  };
}

/** Whether what is written down is what is tested and true. */
export function lintWords(root: string, table: RoomsTable): Verdict {
  const rooms = roomsOnDisk(root);
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const stale = { file: "README.md", message: "its map of rooms is not the table's: run `pnpm map`" };
  return {
    problems: [
      ...findRuleProblems(root, rooms),
      ...findReadmeProblems(root, rooms),
      ...(withRoomMap(readme, table) === readme ? [] : [stale]),
    ],
    warnings: [],
  };
}
