/** A backup or a restore that must not happen. It says why and what to do; nothing has been changed. */
export class ArchiveRefusedError extends Error {
  override name = "ArchiveRefusedError";
}

/** Its list says that a newer version made it. A changed byte can say so too, so the file is read to its end first. */
export class NewerArchiveError extends ArchiveRefusedError {}
