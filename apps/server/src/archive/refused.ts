/** A backup or a restore that must not happen. It says why and what to do; nothing has been changed. */
export class ArchiveRefusedError extends Error {
  override name = "ArchiveRefusedError";
}
