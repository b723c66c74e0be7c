import type { AppendFile, FileSystem } from "../journal/file-system.ts";

type Step = "append" | "sync" | "truncate" | "create" | "remove" | "syncDirectory" | "read";
type StoredFile = {
  bytes: Buffer;
  /** So many are on disk for certain. */
  synced: number;
  isNamed: boolean;
};

/** A disk in memory that writes down what is done to it, fails when it is told to, and can lose its power. */
export class MemoryDisk {
  readonly steps: string[] = [];
  /** All files together; what does not fit is written as far as it does and then refused. */
  capacity = Number.POSITIVE_INFINITY;
  /** Awaited at every sync. */
  beforeSync: () => Promise<void> = async () => {};
  openFiles = 0;
  private readonly faults = new Map<Step, string[]>();
  private readonly files: Map<string, StoredFile>;
  private readonly removed = new Map<string, StoredFile>();

  constructor(files: Iterable<readonly [string, StoredFile]> = []) {
    this.files = new Map(files);
  }

  /** The next time this is asked of it, it fails. */
  failNext(step: Step, code: string): void {
    this.faults.set(step, [...(this.faults.get(step) ?? []), code]);
  }

  forgetFaults(): void {
    this.faults.clear();
  }

  /** What is left after a power cut: what was synced, of files whose names were, and any part of what was not. */
  afterPowerCut(partLeft: number): MemoryDisk {
    const left: [string, StoredFile][] = [];
    for (const [path, file] of [...this.files, ...this.removed]) {
      if (!file.isNamed) continue;
      const certain = Math.min(file.synced, file.bytes.length);
      const end = certain + Math.floor((file.bytes.length - certain) * partLeft);
      left.push([path, { bytes: file.bytes.subarray(0, end), synced: end, isNamed: true }]);
    }
    return new MemoryDisk(left);
  }

  /** A server that ended: the operating system still has everything. */
  afterKill(): MemoryDisk {
    return new MemoryDisk(this.files);
  }

  paths = (): string[] => [...this.files.keys()].toSorted();
  contentOf = (path: string): Buffer => this.fileAt(path).bytes;
  put(path: string, bytes: Buffer): void {
    this.files.set(path, { bytes, synced: bytes.length, isNamed: true });
  }

  readonly fileSystem: FileSystem = {
    makeDirectory: async () => {},
    list: async (directory) =>
      [...this.files.keys()].flatMap((path) =>
        path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : [],
      ),
    create: async (path) => {
      this.begin("create", path);
      if (this.files.has(path)) throw systemError("EEXIST");
      this.files.set(path, { bytes: Buffer.alloc(0), synced: 0, isNamed: false });
      this.openFiles += 1;
      return this.appendFile(path);
    },
    read: async (path, offset, length) => {
      this.begin("read", path);
      return Buffer.from(this.fileAt(path).bytes.subarray(offset, offset + length));
    },
    size: async (path) => this.fileAt(path).bytes.length,
    truncate: async (path, bytes) => {
      this.cut(path, bytes);
      this.fileAt(path).synced = bytes;
    },
    remove: async (path) => {
      this.begin("remove", path);
      const file = this.files.get(path);
      if (file) this.removed.set(path, file);
      this.files.delete(path);
    },
    syncDirectory: async () => {
      this.begin("syncDirectory", "");
      for (const file of this.files.values()) file.isNamed = true;
      this.removed.clear();
    },
  };

  private appendFile(path: string): AppendFile {
    return {
      append: async (buffers) => {
        const given = Buffer.concat(buffers);
        const fault = this.faultAt("append");
        const file = this.fileAt(path);
        const used = [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
        const room = fault === undefined ? this.capacity - used : given.length >> 1;
        file.bytes = Buffer.concat([file.bytes, given.subarray(0, Math.max(0, Math.min(given.length, room)))]);
        this.steps.push(`append ${given.length}`);
        if (fault !== undefined || room < given.length) throw systemError(fault ?? "ENOSPC");
      },
      sync: async () => {
        const file = this.fileAt(path);
        const { length } = file.bytes;
        await this.beforeSync();
        this.begin("sync", path);
        file.synced = Math.max(file.synced, length);
      },
      truncate: async (bytes) => this.cut(path, bytes),
      close: async () => {
        this.openFiles -= 1;
      },
    };
  }

  private cut(path: string, bytes: number): void {
    this.begin("truncate", path);
    const file = this.fileAt(path);
    file.bytes = file.bytes.subarray(0, bytes);
    file.synced = Math.min(file.synced, bytes);
  }

  private begin(step: Step, path: string): void {
    this.steps.push(path === "" ? step : `${step} ${path.split("/").at(-1)}`);
    const fault = this.faultAt(step);
    if (fault !== undefined) throw systemError(fault);
  }

  private faultAt(step: Step): string | undefined {
    return this.faults.get(step)?.shift();
  }

  private fileAt(path: string): StoredFile {
    const file = this.files.get(path);
    if (!file) throw systemError("ENOENT");
    return file;
  }
}

const systemError = (code: string): Error => Object.assign(new Error(`${code}: a disk for tests`), { code });
