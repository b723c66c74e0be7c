import type { AppEntry } from "@flywheel/vocabulary/apps";

const quoted = (name: string) => (/^[a-z]\w*$/.test(name) ? name : JSON.stringify(name));

export function withRegisterEntry(register: string, name: string, entry: AppEntry): string {
  return before(register, "} as const satisfies Record<string, AppEntry>;", `  ${quoted(name)}: ${literal(entry)},\n`);
}

export function withTableRow(table: string, name: string, known: readonly string[]): string {
  return before(table, "  server: [", `  ${quoted(name)}: [${known.map((it) => JSON.stringify(it)).join(", ")}],\n`);
}

type Proxy = { readonly applications: Readonly<Record<string, unknown>> };

export function withApplication(proxyFile: string, name: string, { path, devPort }: AppEntry): string {
  const proxy = JSON.parse(proxyFile) as Proxy;
  const application = {
    packageName: `@flywheel/${name}`,
    development: { local: { port: devPort } },
    routing: [{ paths: [path, `${path}/:path*`] }],
  };
  return pretty({ ...proxy, applications: { ...proxy.applications, [name]: application } });
}

type Solution = { readonly references: readonly { readonly path: string }[] };

export function withReference(tsconfig: string, folder: string): string {
  const solution = JSON.parse(tsconfig) as Solution;
  const references = [...solution.references, { path: folder }].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return pretty({ ...solution, references });
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function literal(entry: AppEntry): string {
  const fields = Object.entries(entry).map(([key, value]) => `    ${key}: ${JSON.stringify(value)},\n`);
  return `{\n${fields.join("")}  }`;
}

/** Fails loudly when the file no longer looks as this generator knows it. */
function before(text: string, anchor: string, insertion: string): string {
  const [head, tail, ...more] = text.split(anchor);
  if (head === undefined || tail === undefined || more.length > 0) {
    throw new Error(`the generator expects exactly one "${anchor.trim()}" in this file`);
  }
  return `${head}${insertion}${anchor}${tail}`;
}
