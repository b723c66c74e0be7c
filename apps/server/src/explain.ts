/** What an operator reads when a program cannot do its work: what is wrong and what to do; a stack only when it is a surprise. */
export function explain(cause: unknown, failing = "flywheel cannot start"): string {
  if (!(cause instanceof Error)) return `${failing}: an unknown error`;
  const { code, port, path } = cause as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") {
    return `${failing}: port ${port} is in use. Stop what listens there, or set PORT to another one.`;
  }
  if (code === "EACCES" && port !== undefined) {
    return `${failing}: port ${port} needs more rights. Set PORT to one above 1023.`;
  }
  if (code !== undefined && fileTroubles.has(code)) return `${failing}: the file system says ${code} for ${path}`;
  if (expected.has(cause.name)) return `${failing}: ${cause.message}`;
  return `${failing}: ${cause.stack ?? cause.message}`;
}

const expected = new Set([
  "EnvironmentError",
  "TrustedProxyError",
  "PagesNotBuiltError",
  "DataDirectoryInUseError",
  "StoreUnavailableError",
  "ArchiveRefusedError",
]);

/** A disk that is full or not to be written, or a directory that cannot be put in its place. */
const fileTroubles = new Set([
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  "EACCES",
  "EPERM",
  "EBUSY",
  "EXDEV",
  "ENOTEMPTY",
  "ENOTDIR",
]);
