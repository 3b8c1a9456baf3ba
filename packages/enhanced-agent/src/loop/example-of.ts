import type { ActionDefinition } from "../action/action-definition.ts";
import { formatAction } from "../action/format-action.ts";

/** How an action is written, with the examples of the fields that it needs; of one that needs none, with its first. */
export function exampleOf({ name, fields }: Pick<ActionDefinition, "name" | "fields">): string {
  const all = Object.entries(fields);
  const required = all.filter(([, { required: needed = true }]) => needed);
  const shown = required.length > 0 ? required : all.slice(0, 1);
  return formatAction({
    name,
    fields: Object.fromEntries(shown.map(([field, { example }]) => [field, example])),
  });
}
