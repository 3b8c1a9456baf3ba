import { formatAction } from "../action/format-action.ts";
import { AgentState } from "../machine/agent-state.ts";
import type { ConversationView } from "../prompt/conversation-view.ts";
import { mostRead } from "./clean-prompt.ts";
import { composeAnswer } from "./compose-answer.ts";
import { followSteps, listEvidence, listReady } from "./follow-steps.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { outlineRun, type RunOutline } from "./plan-run.ts";
import { reflect } from "./reflect.ts";
import { writeAsking } from "./write-asking.ts";

/**
 * The next message of a run by rules: a pure function of what was said so far.
 *
 * In PLANNING the plan with the requests that depend on nothing; in EXECUTING what is left to ask for, else the answer; in
 * VERIFYING a verdict; in LEARNING a lesson.
 */
export function decide(view: ConversationView): string {
  const outline = outlineRun(view);
  const states = followSteps(outline.steps, view);
  switch (view.state) {
    case AgentState.PLANNING:
      return [writePlan(outline), ...proceed()].join("\n\n");
    case AgentState.EXECUTING:
      return proceed().join("\n\n");
    case AgentState.VERIFYING:
      return judgeAnswer(view, states);
    case AgentState.LEARNING:
      return reflect(states);
  }

  function proceed(): string[] {
    const ready = listReady(states);
    if (ready.length > 0)
      return ready.map(({ step, asking }) => writeAsking(asking, listEvidence(step, states)));
    return [formatAction({ name: "ANSWER", fields: { TEXT: composeAnswer(view, outline, states) } })];
  }
}

function writePlan({ reading, steps, isWhole, chatter }: RunOutline): string {
  if (chatter !== undefined) return formatAction({ name: "PLAN", fields: { STEPS: "- Answer at once" } });
  const lines = steps.map(({ agentType, task, votes }) =>
    votes === undefined ? `- [${agentType}] ${task}` : `- [${agentType}] ${task} (a vote of ${votes})`,
  );
  const nobody = "- Answer that there is nobody to ask";
  const criteria = ["- What agents found is cited", "- What could not be done is named with its reason"];
  if (reading.isCut)
    criteria.push(`- It is said that only the first ${mostRead} characters of the prompt were read`);
  if (isWhole && steps.length > 0)
    criteria.push("- The prompt is taken as one question, since no other request was found in it");
  return formatAction({
    name: "PLAN",
    fields: { STEPS: (lines.length === 0 ? [nobody] : lines).join("\n"), CRITERIA: criteria.join("\n") },
  });
}
