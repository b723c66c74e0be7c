import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseModule } from "./imports.ts";
import { judgeImport, type RoomsTable } from "./judge-import.ts";
import type { Problem } from "./problem.ts";
import type { RoomOnDisk } from "./rooms-on-disk.ts";

/** Every import of every room, held against the table. */
export function findForbiddenImports(root: string, rooms: readonly RoomOnDisk[], table: RoomsTable): Problem[] {
  return rooms.flatMap((room) =>
    room.modules.flatMap((file) =>
      parseModule(file, readFileSync(join(root, file), "utf8")).imports.flatMap((found): Problem[] => {
        const message = judgeImport(found, { room, file }, { table, rooms });
        return message === null ? [] : [{ file, line: found.line, message }];
      }),
    ),
  );
}
