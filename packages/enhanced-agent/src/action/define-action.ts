import type { ActionDefinition, ActionFields } from "./action-definition.ts";

export function defineAction<const Fields extends ActionFields>(
  definition: ActionDefinition<Fields>,
): ActionDefinition<Fields> {
  return definition;
}
