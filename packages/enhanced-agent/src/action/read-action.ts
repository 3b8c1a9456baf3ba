import type {
  Action,
  ActionDefinition,
  ActionField,
  ActionFields,
  FieldValues,
} from "./action-definition.ts";
import { formatAction } from "./format-action.ts";
import { showFound } from "./problems.ts";
import { readField } from "./read-field.ts";
import type { ActionProblem, ActionProblemCode, WrittenAction } from "./written-action.ts";

/** An action whose fields are understood, or what is wrong with them: one of both. */
export type ReadAction<Fields extends ActionFields = ActionFields> =
  | { readonly action: Action<Fields>; readonly problems?: undefined }
  | { readonly action?: undefined; readonly problems: readonly ActionProblem[] };

/** Problems of one action that are told. */
const mostProblems = 20;

/**
 * Understands the fields of an action as its definition says. A required field must be there and not empty; an optional one that is
 * empty counts as left out; a field that the definition does not have is a problem. `json` may stand in a code block, `list` has an
 * entry a line (or is a JSON list of texts), `number` is above 0.
 *
 * Never throws: what is wrong comes back as problems, with the line of the action, what was found, and the action in its right form.
 *
 * @example
 * const { action, problems } = readAction(written, definition);
 * if (problems !== undefined) return explain(problems);
 * await definition.handle(action, context);
 */
export function readAction<Fields extends ActionFields>(
  written: WrittenAction,
  definition: ActionDefinition<Fields>,
): ReadAction<Fields> {
  const problems: ActionProblem[] = [];
  const values: [string, unknown][] = [];
  const texts = new Map(Object.entries(written.fields));
  const example = showExample(definition);

  function report(code: ActionProblemCode, expected: string, found: string): void {
    if (problems.length < mostProblems)
      problems.push({ code, line: written.line, expected, found: showFound(found), example });
  }

  for (const [name, field] of Object.entries<ActionField>(definition.fields)) {
    const given: unknown = texts.get(name);
    texts.delete(name);
    const text = typeof given === "string" ? given : "";
    if (text.trim() === "") {
      const expected = `${name}: ${field.description}`;
      if (field.required !== false)
        report(
          given === undefined ? "missing_field" : "empty_field",
          expected,
          given === undefined ? `no ${name}` : `${name}:`,
        );
      continue;
    }
    const reading = readField(
      field.kind ?? "text",
      field.kind === undefined || field.kind === "text" ? text : text.trim(),
    );
    if (reading.expected === undefined) values.push([name, reading.value]);
    else report("bad_value", `${name}: ${reading.expected}, e.g. ${field.example}`, reading.found);
  }
  for (const [name, text] of texts)
    report("unknown_field", `one of ${Object.keys(definition.fields).join(", ")}`, `${name}: ${text}`);
  if (problems.length > 0) return { problems };
  const { name, line, recovered, toolCallId } = written;
  const fields = Object.fromEntries(values) as FieldValues<Fields>;
  return {
    action: { name, fields, written: { line, recovered, ...(toolCallId !== undefined && { toolCallId }) } },
  };
}

/** The action with the examples of its required fields. */
function showExample({ name, fields }: Pick<ActionDefinition, "name" | "fields">): string {
  const examples = Object.entries(fields)
    .filter(([, { required }]) => required !== false)
    .map(([field, { example }]): [string, string] => [field, example]);
  const shown =
    examples.length > 0
      ? examples
      : Object.entries(fields).map(([field, { example }]): [string, string] => [field, example]);
  try {
    return formatAction({ name, fields: Object.fromEntries(shown) });
  } catch {
    return `ACTION: ${name}`;
  }
}
