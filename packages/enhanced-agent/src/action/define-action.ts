import { ErrorCode, OrchestrationError } from "@convoke/core";
import { AgentState } from "../machine/agent-state.ts";
import type { ActionDefinition, ActionField, ActionFields } from "./action-definition.ts";
import { isActionWord } from "./action-word.ts";
import { toSkeleton } from "./keyword.ts";

const options = ["name", "description", "states", "fields", "hasSideEffects", "runsTogether", "handle"];
const fieldOptions = ["kind", "description", "required", "example"];
const kinds = ["text", "json", "number", "list"];
const wordRule = "up to 64 capitals, digits and _, a letter first, and neither ACTION nor END";

/**
 * An action that the model may ask for, with the values of its fields typed as their kinds say.
 *
 * Throws `invalid_argument`, with the option in `details.option`, for names that cannot be written (or that differ only in `_`),
 * for no or unknown states, for fields without a description or an example, for flags that are none, for unknown options, and
 * without a `handle`.
 *
 * @example
 * const sendMail = defineAction({
 *   name: "SEND_MAIL",
 *   description: "Sends a mail.",
 *   states: ["EXECUTING"],
 *   fields: {
 *     TO: { kind: "list", description: "Addresses, one a line.", example: "- ann@example.com" },
 *     BODY: { description: "The text.", example: "Good morning" },
 *   },
 *   handle: async ({ fields }) => ({ note: `Sent to ${fields.TO.join(", ")}.` }),
 * });
 */
export function defineAction<const Fields extends ActionFields>(
  definition: ActionDefinition<Fields>,
): ActionDefinition<Fields> {
  requireObject("definition", definition, options);
  const { name, description, states, fields, hasSideEffects, runsTogether, handle } = definition;
  if (!isActionWord(name)) throw refuse("name", `name is ${show(name)}; use ${wordRule}, e.g. "SEND_MAIL".`);
  requireText("description", description, "say in a sentence what the action does");
  requireStates(states);
  requireFields(fields);
  requireFlag("hasSideEffects", hasSideEffects);
  requireFlag("runsTogether", runsTogether);
  if (typeof handle !== "function")
    throw refuse("handle", `handle is ${show(handle)}; pass a function that does the action.`);
  return definition;
}

function requireStates(states: unknown): void {
  const known: readonly unknown[] = Object.values(AgentState);
  if (!Array.isArray(states) || states.length === 0)
    throw refuse("states", `states is ${show(states)}; name at least one of ${known.join(", ")}.`);
  const unknown = states.find((state) => !known.includes(state));
  if (unknown !== undefined || states.includes(undefined))
    throw refuse("states", `states has ${show(unknown)}; what exists is ${known.join(", ")}.`);
}

function requireFields(fields: unknown): void {
  requireObject("fields", fields);
  const seen = new Map<string, string>();
  for (const [name, field] of Object.entries(fields as ActionFields)) {
    const option = `fields.${name}`;
    if (!isActionWord(name))
      throw refuse(option, `${show(name)} cannot be the name of a field; use ${wordRule}.`);
    const other = seen.get(toSkeleton(name));
    if (other !== undefined)
      throw refuse(option, `${name} and ${other} differ only in _, which models mix up; rename one of them.`);
    seen.set(toSkeleton(name), name);
    requireField(option, field);
  }
}

function requireField(option: string, field: ActionField): void {
  requireObject(option, field, fieldOptions);
  const { kind, description, required, example } = field;
  if (kind !== undefined && !kinds.includes(kind))
    throw refuse(`${option}.kind`, `${option}.kind is ${show(kind)}; use one of ${kinds.join(", ")}.`);
  requireText(`${option}.description`, description, "say what belongs into the field");
  requireText(`${option}.example`, example, "show one as a model would write it");
  requireFlag(`${option}.required`, required);
}

function requireObject(option: string, value: unknown, names?: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refuse(
      option,
      `${option} is ${show(value)}; pass an object${names ? ` of ${names.join(", ")}` : ""}.`,
    );
  const unknown = names && Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw refuse(
      `${option}.${unknown}`,
      `${option}: unknown option "${unknown}". What can be set is ${names!.join(", ")}.`,
    );
}

function requireText(option: string, value: unknown, advice: string): void {
  if (typeof value !== "string" || value.trim() === "")
    throw refuse(option, `${option} is ${show(value)}; ${advice}.`);
}

function requireFlag(option: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean")
    throw refuse(option, `${option} is ${show(value)}; use true or false.`);
}

function show(value: unknown): string {
  if (typeof value === "function") return "a function";
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 100);
  } catch {
    return typeof value;
  }
}

function refuse(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `defineAction: ${message}`, {
    details: { option },
  });
}
