import type { ProjectedTable } from "./projected-tables.ts";
import { partName, type Run } from "./projection-file.ts";
import type { Removal } from "./source.ts";

type Pages = { readonly files: readonly string[]; readonly rows: number };

/**
 * Rows that wait in files of CSV, as PostgreSQL writes it: an empty field is null, an empty text is quoted. As many
 * must arrive as were sent.
 */
export async function load(run: Run, { name, columns }: ProjectedTable, part: number, pages: Pages): Promise<void> {
  const types = columns.map((column) => `${quoted(column.name)}: ${quoted(column.type)}`).join(", ");
  const names = columns.map((column) => column.name).join(", ");
  const loaded = await run(`insert into ${partName(name, part)} (${names}) select ${names} from read_csv(
    [${pages.files.map(quoted).join(", ")}], columns = {${types}}, header = false, auto_detect = false, delim = ',',
    quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, new_line = '\\n')`);
  if (loaded !== pages.rows) throw new Error(`Loading Error: ${loaded} of ${pages.rows} rows arrived`);
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
