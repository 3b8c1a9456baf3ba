import type { Evidence } from "../evidence/evidence.ts";
import type { Delegation } from "../loop/delegation.ts";
import type { Check, RunPlan } from "../machine/machine.ts";

/** What an answer is checked against. */
export interface AnswerBasis {
  readonly plan: RunPlan | undefined;
  readonly evidence: readonly Evidence[];
  readonly delegations: readonly Delegation[];
  /** Addresses that stand in it may stand in the answer too. */
  readonly prompt?: string;
}

/** Checks a proposed answer without a model; one that did not pass says what would help. */
export function checkAnswer(answer: string, basis: AnswerBasis): readonly Check[] {
  throw new Error(`not written yet: ${answer.length} ${basis.evidence.length}`);
}
