import type { ActionDefinition } from "./action-definition.ts";
import type { ActionGrammar } from "./written-action.ts";

/** The words of the language that these actions make; `marker` names the run's data fences. */
export function toGrammar(
  definitions: readonly Pick<ActionDefinition, "name" | "fields">[],
  marker?: string,
): ActionGrammar {
  const actions = definitions.map(({ name, fields }) => ({ name, fields: Object.keys(fields) }));
  return { actions, ...(marker !== undefined && { marker }) };
}
