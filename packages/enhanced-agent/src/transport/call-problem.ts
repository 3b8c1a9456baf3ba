import type { ActionProblem, ActionProblemCode } from "../action/written-action.ts";

const longestFound = 80;

/** A problem of a tool call: it stands in no line. */
export function createCallProblem(
  code: ActionProblemCode,
  expected: string,
  found: string,
  example: string,
): ActionProblem {
  return { code, line: 0, expected, found: found.slice(0, longestFound), example };
}
