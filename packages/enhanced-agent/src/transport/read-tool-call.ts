import type { ModelToolCall } from "@convoke/core";
import type { ActionDefinition } from "../action/action-definition.ts";
import type { ActionProblem, WrittenAction } from "../action/written-action.ts";
import { formatExampleCall } from "../action/example-call.ts";
import { createCallProblem } from "./call-problem.ts";
import { toFieldText } from "./field-text.ts";

/** What a tool call says: the action that it is, if it is one, and what is wrong with it. */
export interface ReadCall {
  readonly action?: WrittenAction;
  readonly problems: readonly ActionProblem[];
}

/** Characters of one call's values: as much as is read of a whole message. */
export const longestCall = 1_000_000;

/** Reads a tool call as the action that a text would have been; never throws. */
export function readToolCall(call: ModelToolCall, definitions: readonly ActionDefinition[]): ReadCall {
  const name = typeof call.name === "string" ? call.name.trim().toUpperCase() : "";
  const definition = definitions.find((each) => each.name === name);
  if (definition === undefined) {
    const names = definitions.map((each) => each.name).join(", ");
    const example = definitions[0] === undefined ? "" : formatExampleCall(definitions[0]);
    const problem = createCallProblem("unknown_action", `one of ${names}`, String(call.name), example);
    return { problems: [problem] };
  }
  const values = readArguments(call.arguments);
  if (values === undefined) return { problems: [refuseArguments(definition, call.arguments)] };
  return readValues(call, definition, values);
}

function readValues(
  { id }: ModelToolCall,
  definition: ActionDefinition,
  values: Readonly<Record<string, unknown>>,
): ReadCall {
  const known = Object.keys(definition.fields);
  const example = formatExampleCall(definition);
  const problems: ActionProblem[] = [];
  const fields = new Map<string, string>();
  let length = 0;
  for (const [written, value] of Object.entries(values)) {
    const field =
      known.find((each) => each === written) ?? known.find((each) => each === written.toUpperCase());
    if (field === undefined) {
      problems.push(createCallProblem("unknown_field", `one of ${known.join(", ")}`, written, example));
      continue;
    }
    if (fields.has(field)) {
      problems.push(createCallProblem("repeated_field", `${field} once`, written, example));
      continue;
    }
    const text = writeValue(value, definition, field);
    // An optional field that says nothing was left out: models fill in all that a schema names.
    if (text === undefined || (text.trim() === "" && definition.fields[field]?.required === false)) continue;
    length += text.length;
    if (length > longestCall) {
      const expected = `at most ${longestCall} characters in a call`;
      return { problems: [...problems, createCallProblem("too_long", expected, text, example)] };
    }
    fields.set(field, text);
  }
  const action = { name: definition.name, fields: Object.fromEntries(fields), line: 0, recovered: false };
  return { action: { ...action, toolCallId: id }, problems };
}

/** A value so deep that it cannot be written as JSON is left empty, for `readAction` to refuse. */
function writeValue(value: unknown, { fields }: ActionDefinition, field: string): string | undefined {
  try {
    return toFieldText(value, fields[field]?.kind ?? "text");
  } catch {
    return "";
  }
}

/** Nothing at all is an object without fields; JSON within a string is what it says. */
function readArguments(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined || value === null || value === "") return {};
  if (typeof value === "string") return readJson(value);
  return isObject(value) ? value : undefined;
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > longestCall) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseArguments(definition: ActionDefinition, value: unknown): ActionProblem {
  const found =
    typeof value === "string" ? value : `${Array.isArray(value) ? "a list" : `a ${typeof value}`}`;
  const code = typeof value === "string" && value.length > longestCall ? "too_long" : "bad_value";
  return createCallProblem(
    code,
    `arguments of ${definition.name} as a JSON object`,
    found,
    formatExampleCall(definition),
  );
}
