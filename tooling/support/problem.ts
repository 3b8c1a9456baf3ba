/** One thing that a check found: where it is and what to do about it. */
export interface Problem {
  /** The path from the repository's root, with `/` between folders. */
  readonly file: string;
  /** Counted from 1; left out when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

/** Writes a problem as `file:line  message`, the form that editors turn into a link. */
export function formatProblem({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? "" : `:${line}`}  ${message}`;
}

/** The line, counted from 1, of an offset in a text. */
export function findLine(text: string, offset: number): number {
  let line = 1;
  for (
    let index = text.indexOf("\n");
    index !== -1 && index < offset;
    index = text.indexOf("\n", index + 1)
  ) {
    line += 1;
  }
  return line;
}
