import type { ModelTool } from "@convoke/core";
import type { ActionDefinition, ActionField } from "../action/action-definition.ts";
import { toEntries } from "../action/example-call.ts";

/**
 * The actions as tools, in the order of their definitions: the same bytes for the same definitions, whatever the state, so
 * that a service can cache them. Which may be called now is `toolChoice`.
 *
 * @example
 * createActionTools(shippedActions).map(({ name }) => name); // ["PLAN", "DELEGATE", …]
 */
export function createActionTools(
  definitions: readonly Pick<ActionDefinition, "name" | "description" | "fields">[],
): readonly ModelTool[] {
  return definitions.map(({ name, description, fields }) => {
    const entries = Object.entries(fields);
    const required = entries.filter(([, field]) => field.required ?? true).map(([field]) => field);
    return {
      name,
      description,
      parameters: {
        type: "object",
        properties: Object.fromEntries(entries.map(([field, described]) => [field, toSchema(described)])),
        required,
        additionalProperties: false,
      },
    };
  });
}

function toSchema({ kind = "text", description, example }: ActionField): Readonly<Record<string, unknown>> {
  const shown = kind === "list" ? JSON.stringify(toEntries(example)) : example;
  const described = { description: `${description} Example: ${shown}` };
  switch (kind) {
    case "text":
      return { type: "string", minLength: 1, ...described };
    case "number":
      return { type: "number", ...described };
    case "list":
      // An empty list says less than none, and small models write it where they may.
      return { type: "array", items: { type: "string", minLength: 1 }, minItems: 1, ...described };
    case "json":
      // Any value: a type here would forbid one of them.
      return described;
  }
}
