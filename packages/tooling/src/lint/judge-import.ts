import { posix } from "node:path";
import type { Import } from "./imports.ts";
import type { RoomOnDisk } from "./rooms-on-disk.ts";

export type RoomsTable = Readonly<Record<string, readonly string[]>>;

/** Who may see what: a test and an exam may use other rooms' exams, a build file the tooling. */
export type ModuleKind = "product" | "test" | "build";

/** Front doors that exist for tests only. */
const testDoors = new Set(["exam", "testing"]);
const scope = "@flywheel/";

export function kindOf(room: RoomOnDisk, file: string): ModuleKind {
  if (!file.startsWith(`${room.folder}/src/`)) return "build";
  return /\.test\.tsx?$|[/.](exam|testing)(\/.*)?\.tsx?$|\/(exam|testing)\//.test(file) ? "test" : "product";
}

/** Why this import may not be, or null. */
export function judgeImport(
  { specifier, typeOnly }: Import,
  from: { readonly room: RoomOnDisk; readonly file: string },
  { table, rooms }: { readonly table: RoomsTable; readonly rooms: readonly RoomOnDisk[] },
): string | null {
  const { room, file } = from;
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(file), specifier);
    return target.startsWith(`${room.folder}/`)
      ? null
      : `${specifier} leaves ${room.name}: use the front door of the room it reaches into`;
  }
  if (!specifier.startsWith(scope)) return null;

  const [neighbourName = "", ...rest] = specifier.slice(scope.length).split("/");
  const door = rest.join("/");
  if (neighbourName === room.name) return `${room.name} comes in by its own front door: use a relative path`;

  const neighbour = rooms.find(({ name }) => name === neighbourName);
  if (!neighbour) return `there is no room ${neighbourName}`;
  if (neighbour.isApp) return `apps are composed by the visitor's browser: nobody imports ${neighbourName}`;
  if (rest[0] === "src") return `${specifier} is a side door: export it from ${neighbourName}, or do without`;
  if (!Object.hasOwn(neighbour.manifest.exports ?? {}, door === "" ? "." : `./${door}`)) {
    return `${neighbourName} does not export ${door === "" ? "anything by that name" : `./${door}`}`;
  }
  return judgeDoor({ neighbour: neighbourName, door, typeOnly }, room.name, kindOf(room, file), table);
}

function judgeDoor(
  { neighbour, door, typeOnly }: { neighbour: string; door: string; typeOnly: boolean },
  room: string,
  kind: ModuleKind,
  table: RoomsTable,
): string | null {
  if (kind === "build" && neighbour === "tooling") return null;
  const known = table[room] ?? [];
  if (testDoors.has(door)) {
    if (kind !== "test") return `${neighbour}/${door} is for tests`;
    return known.some((entry) => entry.split("/")[0] === neighbour) ? null : stranger(room, neighbour);
  }
  if (door === "type" && !typeOnly) {
    return `${neighbour}/type is a type: write \`import type\`, so that no code of ${neighbour} comes along`;
  }
  if (known.includes(neighbour) || known.includes(`${neighbour}/${door}`)) return null;
  const narrower = known.filter((entry) => entry.startsWith(`${neighbour}/`));
  return narrower.length > 0
    ? `${room} may know of ${neighbour} only ${narrower.join(", ")}`
    : stranger(room, neighbour);
}

const stranger = (room: string, neighbour: string) => `${room} may not know ${neighbour} (see tooling/src/rooms.ts)`;
