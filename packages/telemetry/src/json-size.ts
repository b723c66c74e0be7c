/** How long the JSON of a value would be. */
export type JsonSize = {
  readonly characters: number;
  /** In UTF-8. */
  readonly bytes: number;
  /** Nested so deeply that what lies below has not been counted: no event of ours is, and a recursion could be made to overflow. */
  readonly tooDeep: boolean;
};

const deepest = 16;

/** Counts without making the text, because every event that arrives is measured. Exact for what came out of JSON. */
export function measureJson(value: unknown): JsonSize {
  const size = { characters: 0, bytes: 0, tooDeep: false };
  add(value, size, 0);
  return size;
}

type Count = { characters: number; bytes: number; tooDeep: boolean };

function add(value: unknown, size: Count, depth: number): void {
  if (typeof value === "string") addText(value, size);
  else if (typeof value === "object" && value !== null) {
    if (depth === deepest) size.tooDeep = true;
    else if (Array.isArray(value)) addList(value, size, depth);
    else addRecord(value, size, depth);
  } else grow(size, String(value).length);
}

function addList(list: readonly unknown[], size: Count, depth: number): void {
  grow(size, 2 + Math.max(0, list.length - 1));
  for (const item of list) add(item, size, depth + 1);
}

function addRecord(record: object, size: Count, depth: number): void {
  const entries = Object.entries(record);
  grow(size, 2 + Math.max(0, entries.length - 1) + entries.length);
  for (const [key, value] of entries) {
    addText(key, size);
    add(value, size, depth + 1);
  }
}

/** Printable ASCII without quotes and backslashes is written as it is, one byte a character. */
const plain = /^[ !#-[\]-~]*$/;
const utf8 = new TextEncoder();

function addText(text: string, size: Count): void {
  if (plain.test(text)) {
    grow(size, text.length + 2);
    return;
  }
  const written = JSON.stringify(text);
  size.characters += written.length;
  size.bytes += utf8.encode(written).length;
}

function grow(size: Count, characters: number): void {
  size.characters += characters;
  size.bytes += characters;
}
