/**
 * A statement failed. It says which operation and what PostgreSQL calls the failure; never the parameters, because
 * prompts, addresses and visitors' ids travel there, and no `cause`, because the driver's errors quote them.
 */
export class StoreError extends Error {
  override name = "StoreError";
  constructor(
    readonly facts: {
      readonly operation: string;
      /** The five characters of SQLSTATE; null when the failure did not come from the database. */
      readonly sqlstate: string | null;
      readonly constraint: string | null;
      /** PostgreSQL's sentence, only where it speaks of statements and names (class 42), never of values. */
      readonly explanation: string | null;
    },
  ) {
    const { operation, sqlstate, constraint, explanation } = facts;
    super(
      [
        `the store could not do ${operation}`,
        sqlstate && `SQLSTATE ${sqlstate}`,
        constraint && `constraint ${constraint}`,
        explanation,
      ]
        .filter((part) => part !== null && part !== "")
        .join("; "),
    );
  }
}

/** The database does not answer. `where` names it without its user or password. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
  constructor(readonly facts: { readonly where: string; readonly reason: string; readonly advice: string }) {
    super(`${facts.where} does not answer (${facts.reason}): ${facts.advice}`);
  }
}

/** More questions wait than may. Asking again at once makes the line no shorter, so that is left to whoever asked. */
export class QuestionsBusyError extends Error {
  override name = "QuestionsBusyError";
  constructor() {
    super("too many questions are waiting already: ask again in a moment");
  }
}

/** The copy that questions are asked of is being made; there is nothing yet to ask. */
export class CopyRebuildingError extends Error {
  override name = "CopyRebuildingError";
  constructor(readonly facts: { readonly rows: number; readonly ofAbout: number | null }) {
    const { rows, ofAbout } = facts;
    const progress = ofAbout === null ? `${rows} rows are there` : `${rows} of about ${ofAbout} rows are there`;
    super(`the copy of the events that questions are asked of is being rebuilt (${progress}): ask again in a minute`);
  }
}

/** Another process has the embedded data directory open. Two at once would destroy it silently, so the second is refused. */
export class DataDirectoryInUseError extends Error {
  override name = "DataDirectoryInUseError";
  constructor(
    readonly facts: { readonly dataDir: string; readonly pid: number | null; readonly parentPid: number | null },
  ) {
    const { dataDir, pid, parentPid } = facts;
    const holder = pid === null ? "another process" : `process ${pid}`;
    const server = parentPid === null ? "" : ` of the server with process id ${parentPid}`;
    super(
      `the data directory ${dataDir} is in use by ${holder}${server}: stop ${parentPid === null ? "it" : "that server"}, or set FLYWHEEL_DATA_DIR to another directory`,
    );
  }
}

/** The journal could not be written, so the events were not taken in: the sender keeps them and comes again. */
export class JournalFullError extends Error {
  override name = "JournalFullError";
  constructor(readonly facts: { readonly directory: string; readonly reason: string }) {
    super(
      `the journal in ${facts.directory} cannot be written (${facts.reason}), so new events are refused: free space there, or set FLYWHEEL_DATA_DIR to another disk`,
    );
  }
}
