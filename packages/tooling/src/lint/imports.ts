import { parseSync, type StringLiteral, Visitor } from "oxc-parser";

export type Import = {
  readonly specifier: string;
  readonly line: number;
  /** `import type` or a type query: it leaves nothing behind in the emitted code. */
  readonly typeOnly: boolean;
};

export type Parsed = { readonly imports: readonly Import[]; readonly strings: readonly string[] };

/** Everything a module asks for, in every way the language has, and every string it contains. */
export function parseModule(fileName: string, source: string): Parsed {
  const { program, errors } = parseSync(fileName, source, { sourceType: "module" });
  if (errors.length > 0) throw new UnreadableModuleError({ fileName, because: errors[0]?.message ?? "unknown" });

  const imports: Import[] = [];
  const strings: string[] = [];
  const add = (literal: StringLiteral | null, typeOnly: boolean) => {
    if (literal) imports.push({ specifier: literal.value, line: lineAt(source, literal.start), typeOnly });
  };
  new Visitor({
    ImportDeclaration: ({ source: from, importKind }) => add(from, importKind === "type"),
    ExportNamedDeclaration: ({ source: from, exportKind }) => add(from, exportKind === "type"),
    ExportAllDeclaration: ({ source: from, exportKind }) => add(from, exportKind === "type"),
    ImportExpression: ({ source: from }) => add(isString(from) ? from : null, false),
    TSImportType: ({ source: from }) => add(from, true),
    TSImportEqualsDeclaration: ({ moduleReference }) => {
      if (moduleReference.type === "TSExternalModuleReference") add(moduleReference.expression, false);
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === "Identifier" && callee.name === "require" && isString(first)) add(first, false);
    },
    Literal: ({ value }) => void (typeof value === "string" && strings.push(value)),
    TemplateElement: ({ value }) => void strings.push(value.raw),
  }).visit(program);
  return { imports, strings };
}

const isString = (node: { type: string; value?: unknown } | undefined): node is StringLiteral =>
  node?.type === "Literal" && typeof node.value === "string";

const lineAt = (source: string, offset: number) => source.slice(0, offset).split("\n").length;

export class UnreadableModuleError extends Error {
  override name = "UnreadableModuleError";
  constructor(readonly facts: { fileName: string; because: string }) {
    super(`${facts.fileName} cannot be parsed: ${facts.because}`);
  }
}
