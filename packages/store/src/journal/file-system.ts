import { mkdir, open, readdir, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** A file that grows at its end. */
export type AppendFile = {
  /** Writes all of it at the end. @throws the system's error; some of it may be written then. */
  append(buffers: readonly Uint8Array[]): Promise<void>;
  /** On disk, not only with the operating system. */
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
};

/** What the journal needs of a file system; tests hand in one that fails. */
export type FileSystem = {
  /** Its name lasts when this resolves. */
  makeDirectory(path: string): Promise<void>;
  list(directory: string): Promise<readonly string[]>;
  create(path: string): Promise<AppendFile>;
  /** At most `length` bytes from `offset`; fewer only at the end of the file. */
  read(path: string, offset: number, length: number): Promise<Buffer>;
  size(path: string): Promise<number>;
  truncate(path: string, bytes: number): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes names in a directory last: of files that were created or removed. */
  syncDirectory(path: string): Promise<void>;
};

export const nodeFileSystem: FileSystem = {
  async makeDirectory(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    for (const parent of [dirname(path), dirname(dirname(path))]) await syncDirectory(parent).catch(unlessNotOurs);
  },
  list: (directory) => readdir(directory),
  async create(path) {
    const file = await open(path, "ax", 0o600);
    return {
      async append(buffers) {
        for (let left = [...buffers]; left.length > 0; ) {
          const { bytesWritten } = await file.writev(left);
          left = without(left, bytesWritten);
        }
      },
      sync: () => file.datasync(),
      truncate: (bytes) => file.truncate(bytes),
      close: () => file.close(),
    };
  },
  async read(path, offset, length) {
    await using file = await open(path, "r");
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  },
  async size(path) {
    await using file = await open(path, "r");
    return (await file.stat()).size;
  },
  async truncate(path, bytes) {
    await using file = await open(path, "r+");
    await file.truncate(bytes);
    await file.sync();
  },
  remove: (path) => rm(path, { force: true }),
  syncDirectory,
};

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return; // directories cannot be opened there
  await using directory = await open(path, "r");
  await directory.sync();
}

/** A directory that others have made and that may not be read is no business of this one. */
function unlessNotOurs(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EACCES")) throw error;
}

/** What is left to write: a disk that is nearly full takes a part of what it is given before it refuses. */
function without(buffers: readonly Uint8Array[], written: number): Uint8Array[] {
  let skip = written;
  return buffers.flatMap((buffer) => {
    const skipped = Math.min(skip, buffer.byteLength);
    skip -= skipped;
    return skipped === buffer.byteLength ? [] : [buffer.subarray(skipped)];
  });
}
