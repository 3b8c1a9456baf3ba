import { ErrorCode, OrchestrationError } from "@convoke/core";
import { z } from "zod";
import type { ReplanDecision, StepOutcome } from "../replan/replanning.ts";

const status = z.enum(["completed", "failed", "cancelled", "pending", "in_progress"]);

const outcomeSchema = z.looseObject({
  id: z.string().min(1),
  status,
  error: z.string().optional(),
  code: z.string().optional(),
  agentType: z.string().optional(),
  agentName: z.string().optional(),
  costUsd: z.number().optional(),
  /** Of an executed step: others have taken its place. */
  replacedBy: z.array(z.string()).optional(),
});

const recordSchema = z.looseObject({
  taskId: z.string().regex(/^[^/]+\/[^/]+/, 'must be "<run>/<step>"'),
  status,
  error: z.string().optional(),
  failure: z.looseObject({ code: z.string() }).optional(),
  agentType: z.string().optional(),
  agentName: z.string().optional(),
  startedAt: z.number().optional(),
  spend: z.looseObject({ costUsd: z.number() }).optional(),
});

const decisionSchema = z.looseObject({
  stepId: z.string(),
  strategy: z.string(),
  explanation: z.string(),
  replacedBy: z.array(z.string()),
  failedBy: z.looseObject({ agentType: z.string(), agentName: z.string() }).optional(),
  method: z.string().optional(),
});

const executionSchema = z.looseObject({
  plan: z.unknown(),
  steps: z.array(z.unknown()),
  decisions: z.array(decisionSchema).optional(),
});

/** What became of a plan's steps, as somebody handed it in. */
export interface ReadOutcomes {
  readonly outcomes: readonly StepOutcome[];
  readonly earlier: readonly ReplanDecision[];
  /** The plan of an execution. */
  readonly plan?: unknown;
}

/**
 * Reads outcomes: a list of `StepOutcome`, a list of a graph run's task records, or a `PlanExecution`.
 *
 * Throws `invalid_input` for anything else, with the place.
 */
export function readOutcomes(value: unknown): ReadOutcomes {
  if (!Array.isArray(value)) {
    if (value === undefined || value === null) throw refuse("it has none");
    const { plan, steps, decisions = [] } = parse(executionSchema, value, "outcomes");
    return { outcomes: steps.map(readOutcome), earlier: decisions as readonly ReplanDecision[], plan };
  }
  return { outcomes: value.map(readOutcome), earlier: [] };
}

function readOutcome(value: unknown, index: number): StepOutcome {
  const place = `outcomes[${index}]`;
  if (!isTaskRecord(value)) {
    const { id, status, error, code, agentType, agentName, costUsd, ...others } = parse(
      outcomeSchema,
      value,
      place,
    );
    return {
      id,
      status,
      ...(status === "completed" && { result: others["result"] }),
      error,
      code,
      agentType,
      agentName,
      costUsd,
    };
  }
  const record = parse(recordSchema, value, place);
  const { taskId, status, error, failure, agentType, agentName, startedAt, spend } = record;
  return {
    id: taskId.split("/")[1] ?? taskId,
    status,
    ...(status === "completed" && { result: record["result"] }),
    error,
    code: failure?.code,
    // Before it runs, a record names who was asked for.
    ...(startedAt !== undefined && { agentType, agentName }),
    costUsd: spend?.costUsd,
  };
}

/** A step of an execution bears the id of its task too. */
function isTaskRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && "taskId" in value && !("id" in value);
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown, place: string): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [place, ...(issue?.path ?? []).map(String)].join(".");
  throw refuse(`${path}: ${issue?.message ?? "it has another shape"}`);
}

function refuse(problem: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `replan needs outcomes (${problem}): pass what became of the plan's steps, as a list of { id, status, result?, error?, code? }, as the records of executeGraph, or as a PlanExecution; wrap it in literal(…), so that references inside it stay what they are.`,
  );
}
