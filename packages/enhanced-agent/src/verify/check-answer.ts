import type { Evidence } from "../evidence/evidence.ts";
import type { Delegation } from "../loop/delegation.ts";
import type { Check, RunPlan } from "../machine/machine.ts";
import { listTexts } from "./basis-text.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkCitations } from "./check-citations.ts";
import { checkQuotes } from "./check-quotes.ts";
import { checkSteps } from "./check-steps.ts";

/** What an answer is checked against. */
export interface AnswerBasis {
  readonly plan: RunPlan | undefined;
  readonly evidence: readonly Evidence[];
  readonly delegations: readonly Delegation[];
  /** Addresses that stand in it may stand in the answer too. */
  readonly prompt?: string;
}

/** UTF-16 code units of an answer. */
const longestAnswer = 50_000;

/**
 * Checks a proposed answer without a model: it says something, its citations exist, it cites evidence when there is any, quotes
 * stand in what they cite, addresses were named by the evidence or the prompt, and no step of the plan is
 * passed over in silence. A check that did not pass says what would help.
 *
 * @example
 * const checks = checkAnswer(answer, { plan, evidence, delegations });
 * if (!checks.every(({ passed }) => passed)) sendBack(checks);
 */
export function checkAnswer(answer: string, basis: AnswerBasis): readonly Check[] {
  const form = findFault(answer);
  if (form !== undefined)
    return [{ kind: "form", about: "The answer can be read", passed: false, problem: form }];
  const { evidence, delegations, prompt = "" } = basis;
  const told = [prompt, ...delegations.flatMap(({ task, failure }) => [task, failure?.message ?? ""])];
  return [
    ...checkCitations(answer, evidence),
    ...checkQuotes(answer, evidence, told),
    ...(/https?:|www\.|\.\w+\//i.test(answer)
      ? checkAddresses(answer, [...told, ...evidence.flatMap(listTexts)])
      : []),
    ...checkSteps(answer, basis),
  ];
}

function findFault(answer: string): string | undefined {
  if (answer.replace(/[\s\p{Cf}]+/gu, "") === "") return "The answer is empty: write it in the field TEXT.";
  if (answer.length > longestAnswer)
    return `The answer has ${answer.length} characters: at most ${longestAnswer} are taken. Shorten it.`;
  return undefined;
}
