import type { AgentDescriptor, AgentTypeName } from "@convoke/core";
import type { EstimateCorrection } from "../plan/plan.ts";
import { greatestFigure } from "../text/figures.ts";
import { createAgentChooser, findServedCapability, readAnnounced } from "./choose-agent.ts";
import { applyCorrection } from "./corrections.ts";
import type { EstimateHistory } from "./estimate-history.ts";
import { type EstimateTable, findEstimate } from "./typical-estimates.ts";

/** Where the figures of a step come from, before any correction. */
export type EstimateBasis = "given" | "registered" | "typical";

/** What one step is expected to take, and why. */
export interface PricedStep {
  readonly seconds: number;
  readonly costUsd: number;
  readonly basis: EstimateBasis;
  /** What earlier steps of the kind have taught; it is in the figures already. */
  readonly correction?: EstimateCorrection;
}

/** Whom a step asks, and how much of the usual work it is. */
export interface PricedRequest {
  readonly agentType?: AgentTypeName | undefined;
  /** One agent of the type. */
  readonly agentName?: string | undefined;
  readonly capability?: string | undefined;
  /** The step's input: its `type` may name the capability. */
  readonly input?: unknown;
  /** Multiple of the usual time and cost. @default 1 */
  readonly effort?: number | undefined;
  /** The step's own figures, whatever its effort; the history corrects them as it does all others. */
  readonly given?: { readonly seconds?: number | undefined; readonly costUsd?: number | undefined };
}

/** Prices steps. */
export interface Estimator {
  price(request: PricedRequest): PricedStep;
}

/** What an estimator knows. */
export interface EstimatorSources {
  /** Figures that the user knows better, by agent type or capability. */
  readonly table?: EstimateTable;
  /** Who is registered; the preferred one of those that can do a step says what it takes. */
  readonly agents?: readonly AgentDescriptor[];
  /** What earlier plans took. */
  readonly history?: EstimateHistory;
}

/**
 * Makes an estimator: given figures go before announced ones, those before typical ones; the history corrects them all.
 *
 * A step by agent type alone counts as the capability that its input's `type` names, else as the greatest of the
 * agent's. An agent that announces no `costEstimate` counts with its time, and with the typical cost.
 */
export function createEstimator({ table = {}, agents = [], history }: EstimatorSources): Estimator {
  const chooseAgent = createAgentChooser(agents);
  return {
    price(request) {
      const { agentType, effort = 1 } = request;
      const agent = chooseAgent(request);
      const capability = findServedCapability(agent, request);
      const type = agentType ?? agent?.agentType;
      const announced = agent === undefined ? undefined : readAnnounced(agent, capability);
      let basis: EstimateBasis = isGiven(table, type, capability) ? "given" : "typical";
      let { seconds, costUsd } = findEstimate(table, type, capability);
      if (basis === "typical" && announced?.seconds !== undefined) {
        basis = "registered";
        seconds = announced.seconds;
        costUsd = announced.costUsd ?? costUsd;
      }
      const { seconds: ownSeconds, costUsd: ownCostUsd } = request.given ?? {};
      if (ownSeconds !== undefined && ownCostUsd !== undefined) basis = "given";
      const expected = { seconds: ownSeconds ?? seconds * effort, costUsd: ownCostUsd ?? costUsd * effort };
      const correction =
        history?.findCorrection({ agentType: type, capability }) ??
        (agentType === undefined && type !== undefined ? history?.findCorrection({ capability }) : undefined);
      const priced = correction === undefined ? expected : applyCorrection(expected, correction);
      return {
        // What agents announce, times an effort and a correction, can be more than a plan may hold.
        seconds: Math.min(priced.seconds, greatestFigure),
        costUsd: Math.min(priced.costUsd, greatestFigure),
        basis,
        ...(correction !== undefined && { correction }),
      };
    },
  };
}

function isGiven(table: EstimateTable, agentType = "", capability = ""): boolean {
  return Object.hasOwn(table, capability) || Object.hasOwn(table, agentType);
}
