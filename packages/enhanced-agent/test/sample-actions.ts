import type { ActionDefinition, ActionFields } from "../src/action/action-definition.ts";
import type { AgentState } from "../src/machine/agent-state.ts";

/** Actions with a field of every kind, for tests of what carries and describes actions. */
export const sampleActions: readonly ActionDefinition[] = [
  sample("PLAN", "Sets the steps of the work.", ["PLANNING", "EXECUTING"], {
    STEPS: {
      kind: "list",
      required: false,
      description: "What is to be done.",
      example: "Find it\nCompare it",
    },
    GOAL: { required: false, description: "What the planner is asked for.", example: "A plan" },
  }),
  sample("DELEGATE", "Gives a task to an agent.", ["EXECUTING"], {
    AGENT_TYPE: { required: false, description: "Who does it.", example: "knowledge" },
    TASK: { description: "What is to be done.", example: "Find out what X is." },
    INPUT: { kind: "json", required: false, description: "Input.", example: '{"question":"What is X?"}' },
    USING: { kind: "list", required: false, description: "Evidence that the task needs.", example: "E1" },
    TIMEOUT: { kind: "number", required: false, description: "Seconds.", example: "60" },
  }),
  sample("ANSWER", "Answers the prompt.", ["EXECUTING"], {
    TEXT: { description: "The answer.", example: "X is a bird [E1]." },
  }),
  sample("VERIFY", "Judges the answer.", ["VERIFYING"], {
    VERDICT: { description: "pass or fail.", example: "pass" },
    UNMET: { kind: "list", required: false, description: "What is missing.", example: "No price is named" },
  }),
];

function sample(
  name: string,
  description: string,
  states: readonly AgentState[],
  fields: ActionFields,
): ActionDefinition {
  return { name, description, states, fields, handle: () => ({ note: "done" }) };
}
