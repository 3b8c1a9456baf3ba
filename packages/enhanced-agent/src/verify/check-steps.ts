import type { Delegation } from "../loop/delegation.ts";
import type { Check, PlannedStep, RunPlan } from "../machine/machine.ts";
import { listOwnWords, measureShare } from "../evidence/own-words.ts";

/** Words that admit that something was not done, in some languages. */
const admission =
  /\b(?:fail(?:s|ed|ure)?|could(?: not|n't)|can(?:not|'t)|unable|unavailable|not (?:available|registered|possible|done|completed|implemented|found)|timed out|time-?out|no [\w-]+ agent|an error|with the error|impossible|missing|skipped|left out|nobody|nothing|nicht|kein(?:e[nrsm]?)?|konnten?|fehlt|fehler|fehlgeschlagen|pas|aucun|impossible|échoué|no pudo|falló|ningún)\b|不|未|失败|失敗|没有|できません|не |ошибка/i;
/** What the main agent does itself, out of what was found. */
const ownWork =
  /^\W*(?:(?:then|finally|lastly|now)\W+)?(?:answer|summari[sz]e|write|present|report|respond|reply|conclude|combine|cite|verify|check|review|compose|compile|draft|explain|finali[sz]e|deliver|provide|decide|recommend|synthesi[sz]e|aggregate|merge|reflect|tell|give|state|show)\b/i;
/** Share of a step's own words that its task has to have. */
const related = 0.34;
/** The same where the agent is not the one that was planned. */
const closelyRelated = 0.5;

/** Whether no step of the plan is passed over in silence: a check for each. */
export function checkSteps(
  answer: string,
  { plan, delegations }: { readonly plan: RunPlan | undefined; readonly delegations: readonly Delegation[] },
): readonly Check[] {
  const steps = plan?.steps ?? [];
  return steps.map((step) => {
    const about = `${step.id} ${step.agentType === undefined ? "" : `[${step.agentType}] `}${shorten(step.description)}`;
    const problem = findProblem(step, { answer, steps, delegations });
    return problem === undefined
      ? { kind: "step", about, passed: true }
      : { kind: "step", about, passed: false, problem };
  });
}

/**
 * A step is covered by a completed delegation to its agent with similar words, or by as many completed delegations to that agent
 * as it has steps; by one to another agent with more similar words. A step without an agent is also covered by the answer
 * itself, when it says what the step is about, or when the step is the main agent's own work. Otherwise the answer must
 * admit it.
 */
function findProblem(
  step: PlannedStep,
  {
    answer,
    steps,
    delegations,
  }: {
    readonly answer: string;
    readonly steps: readonly PlannedStep[];
    readonly delegations: readonly Delegation[];
  },
): string | undefined {
  const { agentType, description } = step;
  const own = listOwnWords(description);
  const isMeant = (delegation: Delegation): boolean =>
    agentType === undefined || delegation.agentType === agentType || delegation.capability === agentType;
  const isRelated = (delegation: Delegation): boolean => {
    const words = listOwnWords(delegation.task);
    const likeness = Math.max(measureShare(own, words), measureShare(words, own));
    return likeness >= (isMeant(delegation) ? related : closelyRelated);
  };
  const done = delegations.filter(({ status }) => status === "completed");
  if (done.some(isRelated)) return undefined;
  const ofAgent = steps.filter((other) => other.agentType === agentType);
  const doneByAgent = done.filter(isMeant);
  if (doneByAgent.length > 0 && doneByAgent.length >= ofAgent.length) return undefined;
  if (agentType === undefined) {
    if (ownWork.test(description)) return undefined;
    if (measureShare(own, listOwnWords(answer)) >= closelyRelated) return undefined;
  }
  const failed = delegations.filter(
    (each) => each.status !== "completed" && (isRelated(each) || (agentType !== undefined && isMeant(each))),
  );
  const types = [
    ...new Set([...(agentType === undefined ? [] : [agentType]), ...failed.map((each) => each.agentType)]),
  ];
  const admits = (passage: string): boolean =>
    failed.some(({ failure }) => failure !== undefined && passage.includes(failure.message)) ||
    (admission.test(passage) &&
      (types.some((type) => hasWord(passage, type)) ||
        measureShare(own, listOwnWords(passage)) >= (failed.length > 0 ? related : closelyRelated)));
  // What is admitted stands together: "error" in one place and "code" in another say nothing of a failure.
  if (listPassages(answer).some(admits)) return undefined;
  if (failed.length > 0)
    return `Its delegation to ${types.join(", ")} failed, and the answer does not say so. Say what failed and why, or delegate it to another agent.`;
  const whom = agentType === undefined ? "" : ` to ${agentType}`;
  return `Nothing was delegated for it. DELEGATE it${whom}, or say in the answer that it could not be done and why.`;
}

/** The sentences, of each line by itself. */
function listPassages(answer: string): readonly string[] {
  return answer.split("\n").flatMap((line) => line.split(/(?<=[.!?。])\s+/));
}

function hasWord(text: string, word: string): boolean {
  const [lower, wanted] = [text.toLowerCase(), word.toLowerCase()];
  if (wanted === "") return false;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + 1)) {
    const [before, after] = [lower[at - 1] ?? " ", lower[at + wanted.length] ?? " "];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

function shorten(description: string): string {
  const line = description.replace(/\s+/g, " ").trim();
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
