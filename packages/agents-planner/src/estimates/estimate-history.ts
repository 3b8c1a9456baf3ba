import type { AgentTypeName } from "@convoke/core";
import type { EstimateCorrection } from "../plan/plan.ts";

/** What a finished step was expected to take before any correction, and what it took. */
export interface EstimateObservation {
  /** Who did it, from the task's record. */
  readonly agentType: AgentTypeName;
  readonly capability?: string | undefined;
  readonly expected: { readonly seconds: number; readonly costUsd: number };
  /** `costUsd` is left out where nobody said what the step cost: then only its time teaches something. */
  readonly actual: { readonly seconds: number; readonly costUsd?: number | undefined };
}

/** What earlier plans have taught about time and cost, per agent type and capability. */
export interface EstimateHistory {
  /** Throws `invalid_argument` for figures that are negative or not finite, and for a step that names nobody. */
  record(observation: EstimateObservation): void;
  /** `undefined` while nothing was learnt about such steps. Without an agent type, any that has the capability. */
  findCorrection(request: {
    readonly agentType?: AgentTypeName | undefined;
    readonly capability?: string | undefined;
  }): EstimateCorrection | undefined;
  /** Plain data, for `createEstimateHistory` in a later process. */
  toJSON(): unknown;
}
