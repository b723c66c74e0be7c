import { join, posix } from "node:path";
import type { RoomsTable } from "./judge-import.ts";
import type { Problem } from "./problem.ts";
import { type RoomOnDisk, readJson } from "./rooms-on-disk.ts";

/** The table, package.json and tsconfig.json say the same, and each room on disk is in all of them. */
export function findManifestProblems(root: string, rooms: readonly RoomOnDisk[], table: RoomsTable): Problem[] {
  return [
    ...rooms.flatMap((room) => [...problemsOf(room, table)]),
    ...Object.keys(table)
      .filter((name) => !rooms.some((room) => room.name === name))
      .map((name) => ({ file: "packages/tooling/src/rooms.ts", message: `there is no folder of the room ${name}` })),
    ...["tsconfig.json", "tsconfig.tests.json"].flatMap((file) => unlisted(root, file, rooms)),
  ];
}

function* problemsOf(room: RoomOnDisk, table: RoomsTable): Generator<Problem> {
  const { name, folder, manifest, references } = room;
  const file = `${folder}/package.json`;
  if (manifest.name !== `@flywheel/${name}`) yield { file, message: `its name must be @flywheel/${name}` };
  const known = table[name];
  if (!known) return yield { file, message: `${name} is not in packages/tooling/src/rooms.ts` };

  const needed = neighboursIn(manifest.dependencies);
  for (const neighbour of needed) {
    if (known.some((entry) => entry.split("/")[0] === neighbour)) continue;
    yield { file, message: `depends on ${neighbour}, which packages/tooling/src/rooms.ts does not allow` };
  }
  const referred = references.map((path) => posix.basename(path));
  for (const neighbour of needed.filter((it) => !referred.includes(it))) {
    yield { file: `${folder}/tsconfig.json`, message: `needs a reference to ${neighbour}, a dependency` };
  }
  for (const neighbour of referred.filter((it) => !needed.includes(it))) {
    yield { file: `${folder}/tsconfig.json`, message: `refers to ${neighbour}, which is not a dependency` };
  }
}

function neighboursIn(dependencies: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(dependencies).flatMap((name) => (name.startsWith("@flywheel/") ? name.slice(10) : []));
}

function unlisted(root: string, file: string, rooms: readonly RoomOnDisk[]): Problem[] {
  const { references } = readJson<{ references: { path: string }[] }>(join(root, file));
  return rooms
    .filter(({ folder }) => !references.some(({ path }) => path === folder))
    .map(({ folder }) => ({ file, message: `needs a reference to ${folder}` }));
}
