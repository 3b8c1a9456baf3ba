import type { ActionOutcome } from "../action/action-definition.ts";
import { defineAction } from "../action/define-action.ts";
import { AgentState } from "../machine/agent-state.ts";
import { checkAnswer } from "../verify/check-answer.ts";

/** Proposes the answer; what can be checked about it without a model is checked at once. */
export const answerAction = defineAction({
  name: "ANSWER",
  description: "Proposes the answer to the user. Everything that rests on evidence cites it: [E1] or [E1.2].",
  states: [AgentState.EXECUTING],
  fields: {
    TEXT: {
      description:
        "The whole answer. Cites evidence as [E1] or [E1.2], names no web addresses, and says which steps of the plan failed.",
      example: "React renders lists with map and needs a key for each item [E1.1].",
    },
  },
  hasSideEffects: false,
  handle({ fields }, { plan, evidence, delegations, prompt }): ActionOutcome {
    const answer = fields.TEXT.trim();
    const checks = checkAnswer(answer, { plan, evidence, delegations, prompt });
    const failed = checks.filter(({ passed }) => !passed);
    return {
      note:
        failed.length === 0
          ? `The answer has passed ${checks.length} checks.`
          : `The answer did not pass:\n${failed.map(({ about, problem = "" }) => `- ${about}: ${problem}`).join("\n")}`,
      result: { type: "answered", answer, checks },
    };
  },
});
