import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./problem.ts";
import type { RoomOnDisk } from "./rooms-on-disk.ts";

const questions = ["Knows", "Must never know", "Front door", "Exam"];
const screenLines = 60;

/** A room's README answers four questions and fits a screen. */
export function findReadmeProblems(root: string, rooms: readonly RoomOnDisk[]): Problem[] {
  return rooms.flatMap(({ folder }): Problem[] => {
    const file = `${folder}/README.md`;
    if (!existsSync(join(root, file))) return [{ file, message: `is missing: answer ${questions.join(", ")}` }];
    const text = readFileSync(join(root, file), "utf8").trimEnd();
    const lines = text.split("\n").length;
    return [
      ...questions
        .filter((question) => !new RegExp(`^(\\*\\*${question}\\*\\*|#+ ${question}$)`, "m").test(text))
        .map((question) => ({ file, message: `does not answer **${question}**` })),
      ...(lines > screenLines ? [{ file, message: `has ${lines} lines; a screen has ${screenLines}` }] : []),
    ];
  });
}
