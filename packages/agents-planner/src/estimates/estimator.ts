import type { AgentDescriptor, AgentTypeName } from "@convoke/core";
import type { EstimateCorrection } from "../plan/plan.ts";
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
  readonly capability?: string | undefined;
  /** Multiple of the usual time and cost. @default 1 */
  readonly effort?: number | undefined;
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

/** Makes an estimator: given figures go before announced ones, those before typical ones; the history corrects them all. */
export function createEstimator({ table = {} }: EstimatorSources): Estimator {
  return {
    price({ agentType, capability, effort = 1 }) {
      const { seconds, costUsd } = findEstimate(table, agentType, capability);
      return {
        seconds: seconds * effort,
        costUsd: costUsd * effort,
        basis: isGiven(table, agentType, capability) ? "given" : "typical",
      };
    },
  };
}

function isGiven(table: EstimateTable, agentType = "", capability = ""): boolean {
  return Object.hasOwn(table, capability) || Object.hasOwn(table, agentType);
}
