import { createVisibleReader, type VisibleReader } from "./visible-reader.ts";

/**
 * A function for Playwright's `evaluate`, `evaluateAll` and their like, which send a function's text: in the page it
 * calls `work` with a reader of what is visible, what is looked at (of a frame: the argument), and the argument.
 * `work` must be closed. What it answers comes from a page and is to be checked.
 *
 * @example
 * const answer: unknown = await frame.evaluate(createPageScript((reader, limit: number) => reader.textOf(document, limit)), 1_000);
 */
export function createPageScript<Subject, Argument>(
  work: (reader: VisibleReader, subject: Subject, argument: Argument) => unknown,
): (subject: Subject, argument: Argument) => unknown {
  const text = `(subject, argument) => (${work.toString()})((${createVisibleReader.toString()})(), subject, argument)`;
  const script = (): never => {
    throw new Error("This function is for a page");
  };
  script.toString = () => text;
  return script;
}
