import type { Action, ActionDefinition, ActionFields } from "./action-definition.ts";
import type { ActionProblem, WrittenAction } from "./written-action.ts";

/** An action whose fields are understood, or what is wrong with them. */
export type ReadAction<Fields extends ActionFields> =
  | { readonly action: Action<Fields>; readonly problems?: undefined }
  | { readonly action?: undefined; readonly problems: readonly ActionProblem[] };

export function readAction<Fields extends ActionFields>(
  _written: WrittenAction,
  _definition: ActionDefinition<Fields>,
): ReadAction<Fields> {
  throw new Error("not written yet");
}
