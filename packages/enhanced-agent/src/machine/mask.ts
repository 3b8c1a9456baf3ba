import type { AgentState } from "./agent-state.ts";

/** What the machine must know of an action. */
interface ActionRule {
  readonly name: string;
  readonly states: readonly AgentState[];
  readonly hasSideEffects: boolean;
  readonly runsTogether: boolean;
}

/** Which actions there are, and where each is available: the single source of what is refused, told and documented. */
export interface ActionMask {
  readonly rules: ReadonlyMap<string, ActionRule>;
  /** The names of the actions that are available in a state, in the order of their definitions. */
  allowedIn(state: AgentState): readonly string[];
}

interface MaskedDefinition {
  readonly name: string;
  readonly states: readonly AgentState[];
  readonly hasSideEffects?: boolean;
  readonly runsTogether?: boolean;
}

/** Makes the mask out of the definitions of the actions. */
export function createMask(definitions: readonly MaskedDefinition[]): ActionMask {
  const rules = new Map<string, ActionRule>();
  for (const { name, states, hasSideEffects = true, runsTogether = false } of definitions)
    rules.set(name, { name, states, hasSideEffects, runsTogether });
  const all = [...rules.values()];
  return {
    rules,
    allowedIn: (state) => all.filter(({ states }) => states.includes(state)).map(({ name }) => name),
  };
}
