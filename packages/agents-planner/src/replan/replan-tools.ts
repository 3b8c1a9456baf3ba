import type { AgentDescriptor } from "@convoke/core";
import type { Estimator } from "../estimates/estimator.ts";
import type { GoalReader } from "../goal/goal-reader.ts";
import type { MethodLibrary } from "../methods/method.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import type { ReplanAnswer, ReplanDecision, ReplanStrategy, StepOutcome } from "./replanning.ts";

/** What replanning works with. */
export interface ReplanTools {
  /** Who is registered, preferred first. */
  readonly agents: readonly AgentDescriptor[];
  readonly estimator: Estimator;
  /** Both are needed for `alternative-method`. */
  readonly library?: MethodLibrary;
  readonly goals?: GoalReader;
  /** Tried in this order; what is left out is not tried. @default all, as in `replanStrategies` */
  readonly strategies?: readonly ReplanStrategy[];
  /** Why nothing may be tried any more, as a sentence: every failed step is given up, and nothing else runs. */
  readonly endedBecause?: string;
  /** Decisions of earlier rounds: who has failed a step already, and by which methods it was replaced. */
  readonly earlier?: readonly ReplanDecision[];
  /** Ids that earlier rounds have used, so that new steps get others. */
  readonly usedIds?: Iterable<string>;
  /** Answers to the questions of an earlier call, by step; an error where asking failed. */
  readonly answers?: ReadonlyMap<string, ReplanAnswer | Error>;
  /** USD that are left; a replacement that costs more is not taken. @default no limit */
  readonly maxCostUsd?: number;
  /** Seconds that are left; a replacement that takes longer is not taken. @default no limit */
  readonly maxSeconds?: number;
}

/** A failed step that has to be decided, and what is known about it. */
export interface FailedStep {
  /** With finished results in its input. */
  readonly step: PlanStep;
  readonly outcome: StepOutcome;
  /** `type/name` of all agents that have failed it. */
  readonly failedBy: ReadonlySet<string>;
  /** The methods by which it came about. */
  readonly methods: readonly string[];
}

/** What the strategies know beside the step. */
export interface ReplanSituation extends ReplanTools {
  readonly plan: Plan;
  /** Names of everything that exists: given, or produced by finished steps. */
  readonly existing: ReadonlySet<string>;
  readonly usedIds: ReadonlySet<string>;
  /** Steps that have failed, this one included. */
  readonly failedCount: number;
  /** USD that are left after the replacements that were decided on. */
  readonly costLeftUsd: number;
}

/** What a strategy makes of a failed step: a way to go on, or why it is none. */
export type StrategyResult =
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "steps";
      readonly steps: readonly PlanStep[];
      /** The step that produces what the failed one would have. */
      readonly productId: string;
      readonly reason: string;
      readonly costUsd: number;
      readonly method?: string;
    }
  | { readonly kind: "drop"; readonly reason: string }
  | { readonly kind: "result"; readonly result: unknown; readonly reason: string }
  | { readonly kind: "question" }
  | { readonly kind: "stop"; readonly reason: string };

/** A strategy: pure, and never throws for what a step or a method does. */
export type Strategy = (failed: FailedStep, situation: ReplanSituation) => StrategyResult;

/** How `failedBy` names an agent. */
export function nameAgent(agentType: string, agentName: string): string {
  return JSON.stringify([agentType, agentName]);
}

/** Why a strategy is no way to go on. */
export function refuse(reason: string): StrategyResult {
  return { kind: "refused", reason };
}

/** Why there is no money or time for a replacement; `undefined` when there is. */
export function findShortage(
  costUsd: number,
  seconds: number,
  { costLeftUsd, maxSeconds = Infinity }: ReplanSituation,
): string | undefined {
  // Sums of binary fractions differ in the last digits.
  if (costUsd > costLeftUsd + 1e-9) {
    return `it would cost ${show(costUsd)} USD and only ${show(costLeftUsd)} USD are left`;
  }
  return seconds > maxSeconds + 1e-9
    ? `it would take ${show(seconds)} s and only ${show(maxSeconds)} s are left`
    : undefined;
}

function show(value: number): number {
  return Number(Math.max(0, value).toPrecision(4));
}
