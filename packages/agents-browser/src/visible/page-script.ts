import { domStatements, ruleStatements } from "./page/basics.ts";
import { createVisibleReader, type VisibleReader } from "./visible-reader.ts";

/**
 * A function for Playwright's `evaluate`, `evaluateAll` and their like, which send a function's text: in the page it
 * calls `work` with a reader of what is visible, what is looked at (of a frame: the argument), and the argument.
 * `work` must be closed; the text of a function, put together from closed ones, will do. What it answers comes from a page and is to be checked.
 *
 * @example
 * const answer: unknown = await frame.evaluate(createPageScript((reader, limit: number) => reader.textOf(document, limit)), 1_000);
 */
export function createPageScript<Subject, Argument>(
  work: string | ((reader: VisibleReader, subject: Subject, argument: Argument) => unknown),
): (subject: Subject, argument: Argument) => unknown {
  const text = `(subject, argument) => {
    ${domStatements}
    ${ruleStatements}
    const reader = (${createVisibleReader.toString()})(dom, scopes, texts, coverOf);
    return (${work.toString()})(reader, subject, argument);
  }`;
  const script = (): never => {
    throw new Error("This function is for a page");
  };
  script.toString = () => text;
  return script;
}
