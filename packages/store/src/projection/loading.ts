import type { ProjectedTable } from "./projected-tables.ts";
import { partName, type Run } from "./projection-file.ts";
import type { Removal } from "./source.ts";

/** Rows that wait in files of CSV, as PostgreSQL writes it: an empty field is null, an empty text is quoted. */
export function load(
  run: Run,
  { name, columns }: ProjectedTable,
  part: number,
  files: readonly string[],
): Promise<number> {
  const types = columns.map((column) => `${quoted(column.name)}: ${quoted(column.type)}`).join(", ");
  const names = columns.map((column) => column.name).join(", ");
  return run(`insert into ${partName(name, part)} (${names}) select ${names} from read_csv(
    [${files.map(quoted).join(", ")}], columns = {${types}}, header = false, auto_detect = false, delim = ',', quote = '"',
    escape = '"', nullstr = '', allow_quoted_nulls = false, new_line = '\\n')`);
}

export const createPart = ({ name, columns }: ProjectedTable, part: number): string =>
  `create table ${partName(name, part)} (${columns.map((column) => `${column.name} ${column.type}`).join(", ")})`;

/** Which rows of a table a removal takes; null if it takes none. */
export function removed({ name }: ProjectedTable, removal: Removal): string | null {
  switch (removal.kind) {
    case "visitor":
      return name === "events" ? `visitor_key = ${BigInt(removal.visitorKey)}` : null;
    case "simulated":
      return "simulated";
    case "before":
      return `ts < timestamp ${quoted(removal.beforeTs)}`;
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
