import { type AgentDescriptor, TaskStatus } from "@convoke/core";
import { createAgentChooser, findServedCapability, readAnnounced } from "../estimates/choose-agent.ts";
import { findCorrection, removeCorrection } from "../estimates/corrections.ts";
import type { EstimateHistory } from "../estimates/estimate-history.ts";
import type { EstimateCorrection } from "../plan/plan.ts";
import { keepFinite } from "../text/round.ts";
import type { LedgerEntry } from "./ledger.ts";

/**
 * Tells a history what the finished steps took, each against its estimate before any correction.
 *
 * Answers with what the history now says about these kinds of steps. `isKnown`: it was told of them before.
 */
export function learnFromSteps(
  entries: Iterable<LedgerEntry>,
  history: EstimateHistory,
  { agents, isKnown }: { readonly agents: readonly AgentDescriptor[]; readonly isKnown: boolean },
): EstimateCorrection[] {
  const chooseAgent = createAgentChooser(agents);
  const learnt = new Map<string, { readonly agentType: string; readonly capability: string | undefined }>();
  for (const { step, record, corrections } of entries) {
    if (record?.status !== TaskStatus.COMPLETED) continue;
    const { agentType, agentName, startedAt, finishedAt, spend } = record;
    if (startedAt === undefined || finishedAt === undefined) continue;
    const agent = chooseAgent({ agentType, agentName });
    const capability = findServedCapability(agent, step);
    const planned = chooseAgent(step);
    const correction = findCorrection(corrections, {
      agentType: step.agentType ?? planned?.agentType ?? agentType,
      capability: findServedCapability(planned, step),
    });
    // No spending is on record both where it cost nothing and where nobody says what it costs.
    const announced = agent === undefined ? undefined : readAnnounced(agent, capability).costUsd;
    const spentUsd = spend?.costUsd ?? (announced === undefined ? undefined : 0);
    const costUsd = spentUsd === undefined ? undefined : keepFinite(spentUsd);
    if (!isKnown)
      history.record({
        agentType,
        capability,
        expected: removeCorrection({ seconds: step.estimatedTime, costUsd: step.costEstimate }, correction),
        // A clock may be set back meanwhile.
        actual: { seconds: Math.max(0, finishedAt - startedAt) / 1000, costUsd },
      });
    learnt.set(JSON.stringify([agentType, capability ?? null]), { agentType, capability });
  }
  return [...learnt.values()].flatMap((request) => history.findCorrection(request) ?? []);
}
