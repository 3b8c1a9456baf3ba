import type { Plan, PlanStep } from "../plan/plan.ts";
import { askAbout } from "./ask-person.ts";
import { decideStep, giveUp } from "./decide-step.ts";
import { recallDecisions } from "./recall-decisions.ts";
import { createRemainder } from "./remainder.ts";
import { type FailedStep, nameAgent, type ReplanSituation, type ReplanTools } from "./replan-tools.ts";
import type { ReplanDecision, Replanning, ReplanQuestion, StepOutcome } from "./replanning.ts";
import { sortOutcomes } from "./sort-outcomes.ts";

/**
 * Makes a plan of what is left after failures: finished results stay, failed steps are replaced, dropped or given up,
 * and what depends on them follows. Pure: the same arguments give the same answer.
 *
 * A result is put into the inputs that refer to it, as `literal`; a step without an outcome, or a cancelled one, is
 * still to run. Where only a person can decide, the answer holds questions: call again with `tools.answers`, or use
 * `replanAsking`. Throws `invalid_input` for outcomes that do not belong to the plan, or of steps that still run.
 *
 * @example
 * const { plan: rest, decisions } = replan(plan, outcomes, { agents, estimator, library, goals });
 * for (const { explanation } of decisions) console.log(explanation);
 */
export function replan(plan: Plan, outcomes: readonly StepOutcome[], tools: ReplanTools): Replanning {
  const { order, finished, failed } = sortOutcomes(plan, outcomes);
  const recalled = recallDecisions(tools.earlier ?? []);
  const remainder = createRemainder(plan, finished, tools);
  const decisions: ReplanDecision[] = [];
  const questions: ReplanQuestion[] = [];
  const given: { stepId: string; result: unknown }[] = [];
  const usedIds = new Set([...(tools.usedIds ?? []), ...plan.steps.map(({ id }) => id)]);
  const existing = remainder.listExisting();
  let costLeftUsd = tools.maxCostUsd ?? Infinity;
  let { endedBecause } = tools;

  for (const original of order) {
    const outcome = failed.get(original.id);
    if (outcome === undefined) continue;
    const { step } = remainder.resolve(original);
    const { agentType, agentName } = outcome;
    const failedStep: FailedStep = {
      step,
      outcome,
      failedBy: new Set([
        ...recalled.failedBy(step.id),
        ...(agentType === undefined || agentName === undefined ? [] : [nameAgent(agentType, agentName)]),
      ]),
      methods: [plan.method, ...recalled.methodsOf(step.id)],
    };
    if (endedBecause !== undefined) {
      decisions.push(giveUp(failedStep, [endedBecause]));
      remainder.block(step.id);
      continue;
    }
    const situation: ReplanSituation = {
      ...tools,
      plan,
      existing,
      usedIds,
      failedCount: failed.size,
      costLeftUsd,
    };
    const { decision, result } = decideStep(failedStep, situation);
    if (result?.kind === "question") {
      questions.push(askAbout(step, outcome));
      remainder.block(step.id, { isUndecided: true });
      continue;
    }
    decisions.push(decision);
    switch (result?.kind) {
      case "steps":
        remainder.replace(step.id, result.steps, result.productId);
        for (const { id } of result.steps) usedIds.add(id);
        costLeftUsd -= result.costUsd;
        break;
      case "drop":
        remainder.drop(step);
        break;
      case "result":
        remainder.settle(step.id, result.result);
        given.push({ stepId: step.id, result: result.result });
        break;
      case "stop":
        endedBecause = "A person has ended the plan.";
        remainder.block(step.id);
        break;
      default:
        remainder.block(step.id);
    }
  }

  const followed = endedBecause === undefined ? remainder.follow(order) : [];
  const rest = endedBecause === undefined ? remainder.toPlan() : undefined;
  return {
    ...(rest !== undefined && { plan: rest }),
    finished: plan.steps.filter(isFinished).map(({ id }) => id),
    decisions: [...decisions, ...followed],
    dropped: remainder.listDropped(),
    given,
    questions,
  };

  function isFinished({ id }: PlanStep): boolean {
    return finished.has(id) || given.some(({ stepId }) => stepId === id);
  }
}
