/** What ran, over all runners. Skipped tests are counted too: none disappears between two numbers. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed and the first lines of why, so that the end of a long log says what to repair. */
  readonly failures: readonly string[];
};

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };

export const plus = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
});

/** What vitest's JSON reporter writes, as far as it is read here. */
export type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
};

/** A file that could not even be loaded has no failed test of its own; it counts as one. */
export function tallyVitest(report: VitestReport): Tally {
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((it) => it.status !== "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...unloadable.map(({ name, message }) => sayFailure(name, message)),
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === "failed")
          .map(({ fullName, failureMessages }) => sayFailure(`${name} › ${fullName}`, failureMessages?.join("\n"))),
      ),
    ],
  };
}

type PlaywrightSuite = {
  readonly specs?: readonly {
    readonly file: string;
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly PlaywrightError[] }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
};
type PlaywrightError = { readonly message?: string };

/** What Playwright's JSON reporter writes, as far as it is read here. */
export type PlaywrightReport = {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  /** What went wrong outside of any test. */
  readonly errors: readonly PlaywrightError[];
};

/** A flaky journey failed once; that is not a pass. */
export function tallyPlaywright({ stats, suites, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [...errors.map(({ message }) => sayFailure("outside of any journey", message)), ...failuresIn(suites)],
  };
}

const failuresIn = (suites: readonly PlaywrightSuite[]): string[] =>
  suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(({ results }) =>
          sayFailure(`${file} › ${title}`, results.flatMap(({ errors }) => errors.map((it) => it.message)).join("\n")),
        ),
    ),
    ...failuresIn(inner),
  ]);

const shownLines = 4;

const sayFailure = (name: string, message = ""): string =>
  [
    name,
    ...message
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(0, shownLines),
  ].join("\n    ");

/** A runner that ended badly without naming a failed test, or without any report, has failed once. */
export function heldAgainst(exitCode: number, tally: Tally | null): Tally {
  if (tally === null) return { ...nothing, failed: 1 };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

export const closingLine = ({ passed, failed }: Tally) => `${passed} passed, ${failed} failed`;
