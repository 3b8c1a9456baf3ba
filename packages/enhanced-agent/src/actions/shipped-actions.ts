import type { ActionDefinition } from "../action/action-definition.ts";

/** What every main agent can do: PLAN, DELEGATE, CONSENSUS, VERIFY, REFLECT, ANSWER. */
export const shippedActions: readonly ActionDefinition[] = [];
