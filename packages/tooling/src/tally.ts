/** What ran, over all runners. Skipped tests are counted too: none disappears between two numbers. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed and the first lines of why, so that the end of a long log says what to repair. */
  readonly failures: readonly string[];
  /** What failed, and passed when it ran once more by itself: counted as passed, named all the same. */
  readonly unsteady: readonly string[];
};

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] };

export const plus = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
  unsteady: [...a.unsteady, ...b.unsteady],
});

/** What two runs say together: what failed in the first (`only`) ran once more, and the second run is its result. */
export function onceMore(first: Tally, second: Tally): Tally {
  const nameOf = (failure: string) => failure.split("\n")[0];
  const stillFailing = new Set(second.failures.map(nameOf));
  return {
    passed: first.passed + second.passed,
    failed: second.failed,
    skipped: first.skipped + second.skipped,
    failures: second.failures,
    unsteady: first.failures.filter((failure) => !stillFailing.has(nameOf(failure))),
  };
}

/** What vitest's JSON reporter writes, as far as it is read here. */
export type VitestReport = {
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
export function tallyVitest({ testResults }: VitestReport): Tally {
  const unloadable = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((it) => it.status !== "failed"),
  );
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((it) => ({ file: name, ...it })),
  );
  const failed = tests.filter(({ status }) => status === "failed");
  const passed = tests.filter(({ status }) => status === "passed").length;
  return {
    ...nothing,
    passed,
    failed: failed.length + unloadable.length,
    skipped: tests.length - passed - failed.length,
    failures: [
      ...unloadable.map(({ name, message }) => sayFailure(name, message)),
      ...failed.map(({ file, fullName, failureMessages }) =>
        sayFailure(`${file} › ${fullName}`, failureMessages?.join("\n")),
      ),
    ],
  };
}

/** The report without the files in which something failed, and those files. */
export function withoutFailedFiles({ testResults }: VitestReport): { rest: VitestReport; failedFiles: string[] } {
  const failed = testResults.filter(({ status }) => status === "failed");
  return {
    rest: { testResults: testResults.filter(({ status }) => status !== "failed") },
    failedFiles: failed.map(({ name }) => name),
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
    ...nothing,
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
  if (tally === null) return { ...nothing, failed: 1, failures: ["a runner wrote no report"] };
  if (exitCode === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, failures: [`a runner ended with exit code ${exitCode} and named no failed test`] };
}

export const closingLine = ({ passed, failed }: Tally) => `${passed} passed, ${failed} failed`;
