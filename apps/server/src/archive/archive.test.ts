import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { migrationTags } from "@flywheel/store";
import { Header } from "tar";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listMembers } from "./list-members.ts";
import { isMember, type Manifest, manifestOf, manifestPath } from "./manifest.ts";
import { ArchiveRefusedError } from "./refused.ts";
import { restore } from "./restore.ts";
import { writeArchive } from "./write-archive.ts";

/** A directory in the shape of a store's, small: what is in its files does not matter here. */
const files: Readonly<Record<string, string>> = {
  "pglite/PG_VERSION": "17\n",
  "pglite/base/1/112": "a page\n".repeat(3_000),
  "pglite/base/1/empty": "",
  "journal/journal-1-000000000007.log": "records",
  secret: "the secret",
  "simulator-key": "the key",
};
const replaceable = ["lock.duckdb", "holder.json", "sign-in-link", "projection/file.duckdb", "journal/lock.duckdb"];

let place: string;
let source: string;
let whole: string;
let manifest: Manifest;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "flywheel-archive-"));
  source = join(place, "source");
  whole = join(place, "whole.tgz");
  for (const folder of ["pglite/base/1", "pglite/pg_tblspc", "journal", "projection"]) {
    await mkdir(join(source, folder), { recursive: true });
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(source, path), text);
  for (const path of replaceable) await writeFile(join(source, path), "not this");
  const members = await listMembers(source);
  manifest = manifestOf({
    createdAt: "2026-03-01T00:00:00.000Z",
    migrations: [...(await migrationTags())],
    ...members,
  });
  await writeArchive(whole, source, manifest);
});
afterAll(() => rm(place, { recursive: true, force: true }));

let count = 0;
const fresh = (name: string) => {
  count += 1;
  return join(place, `${name}-${count}`);
};

/** A backup made by hand: its list, whatever it says, and then these entries. */
async function forged(list: unknown, entries: readonly Entry[] = []) {
  const all = [{ path: manifestPath, text: JSON.stringify(list) }, ...entries].flatMap(blocksOf);
  const archive = fresh("forged");
  await writeFile(archive, gzipSync(Buffer.concat([...all, Buffer.alloc(1_024)])));
  return archive;
}
type Entry = { readonly path: string; readonly text: string; readonly type?: "File" | "SymbolicLink" | "Link" };
function blocksOf({ path, text, type = "File" }: Entry): Buffer[] {
  const isFile = type === "File";
  const header = new Header({
    path,
    type,
    size: isFile ? text.length : 0,
    mode: 0o644,
    ...(isFile ? {} : { linkpath: text }),
  });
  header.encode();
  const body = isFile ? Buffer.from(text) : Buffer.alloc(0);
  return [header.block ?? Buffer.alloc(512), body, Buffer.alloc((512 - (body.length % 512)) % 512)];
}
/** What a whole backup has after its list. */
const bodyOf = (paths = Object.keys(files)): readonly Entry[] =>
  paths.map((path) => ({ path, text: files[path] ?? "" }));

function unpacked(archive: Buffer): Buffer | null {
  try {
    return gunzipSync(archive);
  } catch {
    return null;
  }
}

/** The sentence of a refusal, after which nothing is there that was not there before. */
async function refusalOf(archive: string): Promise<string> {
  const before = await readdir(place);
  const refusal = await restore(archive, join(place, "target")).catch((cause: unknown) => cause);
  if (!(refusal instanceof ArchiveRefusedError)) throw new Error(`expected a refusal, got ${String(refusal)}`);
  expect(await readdir(place)).toEqual(before);
  return refusal.message;
}

describe("an archive", () => {
  it("[SV34] holds the database, the journal and the secrets, not what is made again; its owner alone can read it", async () => {
    expect(manifest.files.map(({ path }) => path)).toEqual(Object.keys(files).sort());
    expect(manifest.folders).toEqual(["pglite", "pglite/base", "pglite/base/1", "pglite/pg_tblspc"]);
    expect((await stat(whole)).mode & 0o777).toBe(0o600);
  });

  it("[SV34] is restored to the byte, empty folders too, for its owner only", async () => {
    const target = fresh("restored");
    await restore(whole, target);
    for (const [path, text] of Object.entries(files)) {
      expect(await readFile(join(target, path), "utf8"), path).toBe(text);
      expect((await stat(join(target, path))).mode & 0o777).toBe(0o600);
    }
    expect((await stat(join(target, "pglite/pg_tblspc"))).mode & 0o777).toBe(0o700);
    expect(await listMembers(target)).toEqual({ folders: manifest.folders, files: manifest.files });
    expect((await readdir(target)).sort()).toEqual(["journal", "pglite", "secret", "simulator-key"]);
  });

  it("[SV37] is restored into an empty directory, never over what is there", async () => {
    const empty = fresh("empty");
    await mkdir(empty);
    await restore(whole, empty);
    await expect(restore(whole, empty)).rejects.toThrow(
      /holds a store already: move it away, or set FLYWHEEL_DATA_DIR/,
    );
    const other = fresh("other");
    await mkdir(other);
    await writeFile(join(other, "letter"), "mine");
    await expect(restore(whole, other)).rejects.toThrow(/is not empty: move it away/);
    expect(await readdir(other)).toEqual(["letter"]);
  });
});

describe("refused before anything is changed", () => {
  it("[SV36] a file that is cut short, wherever", async () => {
    const { size } = await stat(whole);
    const archive = fresh("cut");
    await writeFile(archive, await readFile(whole));
    for (let bytes = size - 1; bytes >= 0; bytes -= bytes > size - 30 ? 1 : 37) {
      await truncate(archive, bytes);
      expect(await refusalOf(archive)).toMatch(/is damaged or cut short|is not a backup of flywheel/);
    }
  });

  it("[SV36] a tar that is cut short and packed again", async () => {
    const tar = gunzipSync(await readFile(whole));
    const archive = fresh("cut");
    for (let bytes = 512; bytes < tar.length - 1_024; bytes += 1_024) {
      await writeFile(archive, gzipSync(tar.subarray(0, bytes)));
      expect(await refusalOf(archive)).toMatch(/is damaged|is not a backup of flywheel/);
    }
  });

  it("[SV36] a file of which one byte is another, whichever", async () => {
    const bytes = await readFile(whole);
    const tar = gunzipSync(bytes);
    const archive = fresh("bent");
    let tried = 0;
    let idle = 0;
    for (let at = 11; at < bytes.length; at += 23) {
      const bent = Buffer.from(bytes);
      bent[at] = (bent[at] ?? 0) ^ 0x10;
      tried += 1;
      // A few bits of a packed file only fill it up to a whole byte: with another there it is still the same backup.
      if (unpacked(bent)?.equals(tar)) {
        idle += 1;
        continue;
      }
      await writeFile(archive, bent);
      expect(await refusalOf(archive), `byte ${at}`).toMatch(/is damaged|is not a backup of flywheel/);
    }
    expect(idle).toBeLessThan(tried / 4);
  });

  it("[SV36] a list that only a changed byte makes a newer version's", async () => {
    const archive = await forged({ ...manifest, migrations: ["0000_begunxy"] }, bodyOf());
    expect(await refusalOf(archive)).toMatch(/newer version/);
    const bytes = await readFile(archive);
    const checksumAt = bytes.length - 8;
    bytes[checksumAt] = (bytes[checksumAt] ?? 0) ^ 0x01;
    await writeFile(archive, bytes);
    expect(await refusalOf(archive)).toMatch(/is damaged or cut short/);
  });

  it("[SV36] one member that is another, with a good checksum around it", async () => {
    const body = bodyOf().map((entry) => (entry.path === "secret" ? { ...entry, text: "the sEcret" } : entry));
    expect(await refusalOf(await forged({ ...manifest, folders: [] }, body))).toMatch(
      /secret is not what was backed up/,
    );
  });

  it("[SV36] more or less than its list names", async () => {
    const list = { ...manifest, folders: [] };
    const more = [...bodyOf(), { path: "pglite/base/1/113", text: "more" }];
    expect(await refusalOf(await forged(list, more))).toMatch(/does not hold what its list names/);
    expect(await refusalOf(await forged(list, bodyOf().slice(1)))).toMatch(/damaged or cut short/);
    expect(await refusalOf(await forged(list, [...bodyOf(), ...bodyOf().slice(0, 1)]))).toMatch(/what its list names/);
    expect(await refusalOf(await forged(manifest, bodyOf()))).toMatch(/damaged or cut short/); // no folders
  });

  it.each([
    ["a text", Buffer.from("Dear diary"), /is not a backup of flywheel/],
    ["nothing", Buffer.alloc(0), /is not a backup of flywheel/],
    ["a packed text", gzipSync("Dear diary".repeat(1_000)), /is not a backup of flywheel/],
    ["packed nothing", gzipSync(""), /is not a backup of flywheel/],
  ])("[SV36] %s", async (_, bytes, said) => {
    const archive = fresh("foreign");
    await writeFile(archive, bytes);
    expect(await refusalOf(archive)).toMatch(said);
  });

  it("[SV36] what another product made, or a newer version, or one with newer migrations", async () => {
    expect(await refusalOf(join(place, "nothing.tgz"))).toMatch(/there is no file/);
    expect(await refusalOf(await forged({ ...manifest, product: "other" }, bodyOf()))).toMatch(
      /not a backup of flywheel/,
    );
    expect(await refusalOf(await forged({ ...manifest, format: 2, more: 1 }))).toMatch(/newer version.*update/);
    const migrations = [...manifest.migrations, "9999_tomorrow"];
    expect(await refusalOf(await forged({ ...manifest, migrations }, bodyOf()))).toMatch(/newer version.*update/);
    expect(await refusalOf(await forged({ ...manifest, files: "all" }))).toMatch(/list of files cannot be read/);
  });

  it("[SV36] paths that lead elsewhere, in its list or beside it, and links", async () => {
    const list = { ...manifest, folders: [] };
    const facts = { bytes: 4, sha256: "0".repeat(64) };
    for (const path of [
      "../evil",
      "/etc/evil",
      "pglite/../../evil",
      "pglite/./evil",
      "pglite//evil",
      "pglite/",
      "evil",
    ]) {
      expect(isMember(path), path).toBe(false);
      const files = [...manifest.files, { path, ...facts }];
      expect(await refusalOf(await forged({ ...list, files }))).toMatch(/list of files cannot be read/);
      expect(await refusalOf(await forged(list, [{ path, text: "evil" }]))).toMatch(/is damaged/);
    }
    for (const type of ["SymbolicLink", "Link"] as const) {
      const entries: Entry[] = [{ path: "pglite/base/1/empty", text: "../../../../evil", type }];
      expect(await refusalOf(await forged(list, entries))).toMatch(/does not hold what its list names/);
    }
  });
});
