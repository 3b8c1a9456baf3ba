import { type AgentDescriptor, ErrorCode } from "@convoke/core";
import { findServedCapability, offers } from "../estimates/choose-agent.ts";
import type { PlanStep } from "../plan/plan.ts";
import { greatestFigure } from "../text/figures.ts";
import { round } from "../text/round.ts";
import { findShortage, nameAgent, refuse, type ReplanSituation, type Strategy } from "./replan-tools.ts";

/** Failures that are the same whoever tries, or after which nobody shall. */
const sameEverywhere: ReadonlyMap<string, string> = new Map([
  [ErrorCode.INVALID_INPUT, "what is wrong is the step's input, and another agent would get the same"],
  [ErrorCode.UNRESOLVED_REFERENCE, "its input refers to what is not there, whoever tries"],
  [ErrorCode.CANCELLED, "somebody cancelled the step"],
  [ErrorCode.CLOSED, "the orchestrator was closed"],
  [ErrorCode.STORE_FAILED, "the store failed, not the agent"],
  [ErrorCode.LEASE_LOST, "another process has taken over the run"],
  [ErrorCode.NON_DETERMINISTIC, "the failure lies in the run, not in the agent"],
]);

/**
 * The step once more, on an agent that has not failed it yet: one of its type or, by its capability, of any type.
 *
 * Who offers all capabilities of the agent that failed counts as well. The nearest comes first: of the same type, then
 * in the order in which the registry prefers.
 */
export const retryElsewhere: Strategy = (failed, situation) => {
  const { step, outcome } = failed;
  const obstacle = sameEverywhere.get(outcome.code ?? "");
  if (obstacle !== undefined) return refuse(obstacle);
  const candidates = listCandidates(failed, situation);
  if (candidates.length === 0) return refuse(sayNobody(step, failed.failedBy.size));
  const shortages: string[] = [];
  for (const agent of candidates) {
    const again = moveStep(step, agent, situation);
    const shortage = findShortage(again.costEstimate, again.estimatedTime, situation);
    if (shortage !== undefined) {
      shortages.push(`on “${agent.name}” ${shortage}`);
      continue;
    }
    const { agentType } = agent;
    return {
      kind: "steps",
      steps: [again],
      productId: step.id,
      reason: `It is tried again on “${agent.name}” (${agentType}), which ${sayFit(step, agentType)}.`,
      costUsd: again.costEstimate,
    };
  }
  return refuse(shortages.join("; "));
};

function listCandidates(
  { step, outcome, failedBy }: Parameters<Strategy>[0],
  { agents }: ReplanSituation,
): readonly AgentDescriptor[] {
  const former = agents.find(
    ({ agentType, name }) => agentType === outcome.agentType && name === outcome.agentName,
  );
  const capability = findServedCapability(former, step);
  const agentType = step.agentType ?? outcome.agentType;
  const fitting = agents.filter((agent) => {
    if (failedBy.has(nameAgent(agent.agentType, agent.name))) return false;
    if (capability !== undefined) return offers(agent, capability);
    if (agent.agentType === agentType) return true;
    return (
      former !== undefined &&
      former.capabilities.length > 0 &&
      former.capabilities.every(({ name }) => offers(agent, name))
    );
  });
  const isAlike = (agent: AgentDescriptor): boolean => agent.agentType === agentType;
  return [...fitting.filter(isAlike), ...fitting.filter((agent) => !isAlike(agent))];
}

/** The step on another agent, its time and cost in proportion to what the two usually take. */
function moveStep(step: PlanStep, agent: AgentDescriptor, { estimator }: ReplanSituation): PlanStep {
  const { capability, input, effort } = step;
  const before = estimator.price(step);
  const { agentType, name: agentName } = agent;
  const after = estimator.price({ agentType, agentName, capability, input, effort });
  const scale = (own: number, usual: number, other: number): number =>
    round(Math.min(usual > 0 ? (own * other) / usual : other, greatestFigure));
  return {
    ...step,
    agentType,
    agentName,
    estimatedTime: scale(step.estimatedTime, before.seconds, after.seconds),
    costEstimate: scale(step.costEstimate, before.costUsd, after.costUsd),
  };
}

function sayFit({ agentType, capability }: PlanStep, other: string): string {
  if (capability !== undefined) return `offers “${capability}” too`;
  return other === agentType ? "is of the same type" : "can do the same";
}

function sayNobody({ agentType, capability }: PlanStep, tried: number): string {
  const who = capability === undefined ? `type “${agentType}”` : `capability “${capability}”`;
  return tried === 0 ? `nobody is registered for ${who}` : `nobody else is registered for ${who}`;
}
