import { formatAction } from "../action/format-action.ts";
import type { Asking } from "./step.ts";

/** Share of equal votes that a consensus needs; two of three are one. */
const minAgreement = 0.6;

/** The action that asks: DELEGATE, or CONSENSUS when several are to vote. */
export function writeAsking({ agentType, task, input, votes }: Asking, evidence: readonly string[]): string {
  const data: Record<string, string> = input === undefined ? {} : { INPUT: JSON.stringify(input) };
  if (votes !== undefined) {
    const voters = Array.from({ length: votes }, () => `- ${agentType}`).join("\n");
    const fields = { QUESTION: task, AGENTS: voters, ...data, MIN_AGREEMENT: String(minAgreement) };
    return formatAction({ name: "CONSENSUS", fields });
  }
  const using: Record<string, string> = evidence.length === 0 ? {} : { USING: evidence.join(", ") };
  return formatAction({ name: "DELEGATE", fields: { AGENT_TYPE: agentType, TASK: task, ...data, ...using } });
}
