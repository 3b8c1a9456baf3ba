import { type AgentDescriptor, type Amount, type LanguageModel, type ModelReply } from "@convoke/core";
import { scriptedModel, type ModelScript, type ScriptedModel } from "@convoke/core/testing";
import { createEstimator } from "../src/estimates/estimator.ts";
import { createGoalReader } from "../src/goal/goal-reader.ts";
import { applyConstraints } from "../src/goal/apply-constraints.ts";
import type { ModelOptions } from "../src/model/model-options.ts";
import { completeModelOptions } from "../src/model/model-options.ts";
import type { ModelStep } from "../src/model/model-plan.ts";
import { type ModelPlanning, planWithModel } from "../src/model/plan-with-model.ts";
import type { PlanChange } from "../src/model/prompt.ts";
import type { PlannerInput } from "../src/planner-input.ts";
import { readResearch } from "../src/research/read-research.ts";

const now = Date.UTC(2026, 10, 26, 12);
const goals = await createGoalReader({ now });

/** What the test's model is asked with. */
export interface Asking {
  readonly goal?: string;
  readonly constraints?: PlannerInput["constraints"];
  readonly research?: unknown;
  readonly refinement?: PlanChange;
  readonly agents?: readonly AgentDescriptor[];
  readonly modelOptions?: Partial<ModelOptions>;
  readonly signal?: AbortSignal;
  /** Asked in the place of the scripted model. */
  readonly instead?: LanguageModel;
  /** Thrown in the place of every reservation. */
  readonly refusal?: unknown;
}

/** A planning by a scripted model, and what it cost. */
export interface Asked extends ModelPlanning {
  readonly model: ScriptedModel;
  readonly reserved: readonly Amount[];
  readonly settled: readonly Amount[];
}

/** Has a scripted model plan, with a budget that keeps book. */
export async function planByModel(script: ModelScript, asking: Asking = {}): Promise<Asked> {
  const { constraints, research, refinement, agents = [], refusal } = asking;
  const { goal = "Build a REST API for invoices", signal = new AbortController().signal } = asking;
  const model = scriptedModel(script);
  const reserved: Amount[] = [];
  const settled: Amount[] = [];
  const reserve = async (amount: Amount) => {
    if (refusal !== undefined) throw refusal;
    reserved.push(amount);
    return { amount, settle: async (actual: Amount) => void settled.push(actual) };
  };
  const digest = readResearch(research);
  const read = applyConstraints(goals.read(goal), constraints, goals);
  const planning = await planWithModel(
    {
      goal: digest === undefined ? read : { ...read, research: digest },
      agents,
      estimator: createEstimator({ agents }),
      now,
      ...(research !== undefined && { research }),
      ...(refinement !== undefined && { refinement }),
    },
    { model: asking.instead ?? model, modelOptions: completeModelOptions(asking.modelOptions) },
    { signal, budget: { reserve } },
  );
  return { ...planning, model, reserved, settled };
}

/** A step as a model writes it. */
export function step(id: string, needs: readonly string[] = [], more: Partial<ModelStep> = {}): object {
  return {
    id,
    agentType: "code",
    capability: "",
    description: `Implement ${id} of the invoices API`,
    needs: needs.map((each) => ({ step: each, what: "" })),
    successCriterion: `${id} of the invoices API answers requests`,
    optional: false,
    effort: 1,
    ...more,
  };
}

/** A reply that holds a plan. */
export function reply(...steps: readonly object[]): Partial<ModelReply> {
  return { object: { steps, assumptions: ["Invoices are in EUR."], risks: ["Tax rules differ."] } };
}
