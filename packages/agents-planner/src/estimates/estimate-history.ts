import type { AgentTypeName } from "@convoke/core";
import type { EstimateCorrection } from "../plan/plan.ts";

/** What a finished step was expected to take before any correction, and what it took. */
export interface EstimateObservation {
  /** Who did it, from the task's record. */
  readonly agentType: AgentTypeName;
  readonly capability?: string | undefined;
  readonly expected: { readonly seconds: number; readonly costUsd: number };
  readonly actual: { readonly seconds: number; readonly costUsd: number };
}

/** What earlier plans have taught about time and cost, per agent type and capability. */
export interface EstimateHistory {
  record(observation: EstimateObservation): void;
  /** `undefined` while nothing was learnt about such steps. */
  findCorrection(request: {
    readonly agentType?: AgentTypeName | undefined;
    readonly capability?: string | undefined;
  }): EstimateCorrection | undefined;
  /** Plain data, for `createEstimateHistory` in a later process. */
  toJSON(): unknown;
}
