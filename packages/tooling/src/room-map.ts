import type { RoomsTable } from "./lint/judge-import.ts";

const opening = "<!-- rooms -->";
const closing = "<!-- /rooms -->";

/** The table as the README shows it. */
export function drawRoomMap(table: RoomsTable): string {
  const rows = Object.entries(table).map(([room, known]) => `| ${room} | ${known.join(", ") || "nothing"} |`);
  return ["| room | may know |", "|---|---|", ...rows].join("\n");
}

export function withRoomMap(readme: string, table: RoomsTable): string {
  const [before, rest] = readme.split(opening);
  const after = rest?.split(closing)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md needs ${opening} and ${closing}`);
  return `${before}${opening}\n${drawRoomMap(table)}\n${closing}${after}`;
}
