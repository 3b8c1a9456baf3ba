import { formatAction } from "../action/format-action.ts";
import type { ConversationView } from "../prompt/conversation-view.ts";
import type { StepState } from "./step.ts";

/** An answer is sent back this often at most: whoever reads the messages alone must come to an end too. */
const mostReturns = 2;

/** Judges the proposed answer by what can be told without a mind: does it cite what was found, and name what failed? */
export function judgeAnswer({ said }: Pick<ConversationView, "said">, states: readonly StepState[]): string {
  const answers = said.filter((text) => isAnswer(text));
  const answer = answers.at(-1) ?? "";
  const unmet = listUnmet(answer, states);
  const passes = unmet.length === 0 || answers.length > mostReturns;
  if (passes) return formatAction({ name: "VERIFY", fields: { VERDICT: "pass" } });
  const lines = unmet.map((line) => `- ${line}`);
  return formatAction({ name: "VERIFY", fields: { VERDICT: "fail", UNMET: lines.join("\n") } });
}

/** Whether a message proposes an answer. */
export function isAnswer(text: string): boolean {
  return /^ACTION: ANSWER$/m.test(text);
}

function listUnmet(answer: string, states: readonly StepState[]): string[] {
  // What only brings together what is cited already needs no citation of its own.
  const own = states.filter(({ step }) => step.intent.kind !== "compare" || step.uses.length === 0);
  const ids = own.flatMap(({ results }) => results.flatMap(({ evidenceId }) => evidenceId ?? []));
  const unmet = ids
    .filter((id) => !answer.includes(`[${id}]`) && !answer.includes(`[${id}.`))
    .map((id) => `The result ${id} is not cited: cite it as [${id}].`);
  for (const { status, asking } of states) {
    if (status !== "done" && !answer.includes(asking.agentType))
      unmet.push(`Nothing is said of ${asking.agentType}, which gave no result: name it with its error.`);
  }
  return unmet;
}
