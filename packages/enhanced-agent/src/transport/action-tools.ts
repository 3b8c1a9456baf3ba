import type { ModelTool } from "@convoke/core";
import type { ActionDefinition, ActionField } from "../action/action-definition.ts";

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
  const described = { description: `${description} Example: ${example}` };
  switch (kind) {
    case "text":
      return { type: "string", ...described };
    case "number":
      return { type: "number", ...described };
    case "list":
      return { type: "array", items: { type: "string" }, ...described };
    case "json":
      // Any value: a type here would forbid one of them.
      return described;
  }
}
