/** What an operator reads when the product cannot start: what is wrong and what to do; a stack only when it is a surprise. */
export function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return "flywheel cannot start: an unknown error";
  const { code, port } = cause as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") {
    return `flywheel cannot start: port ${port} is in use. Stop what listens there, or set PORT to another one.`;
  }
  if (code === "EACCES" && port !== undefined) {
    return `flywheel cannot start: port ${port} needs more rights. Set PORT to one above 1023.`;
  }
  if (expected.has(cause.name)) return `flywheel cannot start: ${cause.message}`;
  return `flywheel cannot start: ${cause.stack ?? cause.message}`;
}

const expected = new Set([
  "EnvironmentError",
  "TrustedProxyError",
  "PagesNotBuiltError",
  "DataDirectoryInUseError",
  "StoreUnavailableError",
]);
