import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { kindOf } from "./judge-import.ts";
import type { Problem } from "./problem.ts";
import type { RoomOnDisk } from "./rooms-on-disk.ts";

const longestLines = 400;
const twoIdeasLines = 250;
const drawers = /^(utils?|helpers?|types?|misc|common|shared)\.tsx?$/;

export type Shape = { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** A file holds one idea and is named after it. A test may take the room that its cases need. */
export function findShapeProblems(root: string, rooms: readonly RoomOnDisk[]): Shape {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const room of rooms) {
    for (const file of room.modules) {
      // A front door named type.ts is the type it exports; anywhere else the name says nothing.
      if (drawers.test(basename(file)) && !file.endsWith("/src/type.ts")) {
        problems.push({ file, message: "is a drawer: name the file after the one idea it holds" });
      }
      const lines = readFileSync(join(root, file), "utf8").trimEnd().split("\n").length;
      const isTest = kindOf(room, file) === "test";
      const message = `has ${lines} lines`;
      if (lines > longestLines && !isTest)
        problems.push({ file, message: `${message}, over ${longestLines}: divide it` });
      else if (lines > (isTest ? longestLines : twoIdeasLines)) {
        warnings.push({ file, message: `${message}: probably two ideas` });
      }
    }
  }
  return { problems, warnings };
}
