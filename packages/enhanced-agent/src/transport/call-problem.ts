import type { ActionDefinition } from "../action/action-definition.ts";
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

/** A right call of a tool, as a model can copy it: `DELEGATE({"TASK":"…"})`. */
export function formatExampleCall({ name, fields }: Pick<ActionDefinition, "name" | "fields">): string {
  const shown = Object.entries(fields).filter(([, { required = true }], at) => required || at === 0);
  const values = shown.map(([field, { kind, example }]) => [
    field,
    kind === "list" ? example.split("\n") : example,
  ]);
  return `${name}(${JSON.stringify(Object.fromEntries(values))})`;
}
