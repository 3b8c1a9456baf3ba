import { defineAction } from "../action/define-action.ts";
import { AgentState } from "../machine/agent-state.ts";

/** Says what is to be remembered; the loop keeps it. */
export const reflectAction = defineAction({
  name: "REFLECT",
  description: "Says in one or two sentences what is worth remembering for the next task of this kind.",
  states: [AgentState.LEARNING],
  fields: {
    LESSON: {
      description: "What worked, what did not, and which agent was good for what.",
      example: "For questions about libraries the knowledge agent was enough; the browser was not needed.",
    },
  },
  hasSideEffects: false,
  handle: () => ({ note: "The lesson is kept.", result: { type: "reflected" } }),
});
