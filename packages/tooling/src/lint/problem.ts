/** Something to repair, and where. The message says what to do. */
export type Problem = { readonly file: string; readonly line?: number; readonly message: string };

export const describeProblem = ({ file, line, message }: Problem) =>
  `${line === undefined ? file : `${file}:${line}`}  ${message}`;
