import { ErrorCode, type Task, TaskStatus } from "@convoke/core";
import type { Plan, PlanStep } from "../plan/plan.ts";
import type { Replanning, StepOutcome } from "../replan/replanning.ts";
import { keepFinite } from "../text/round.ts";
import type { ExecutedStep, PlanExecution } from "./plan-execution.ts";

/** A step with everything that is known about it. */
export interface LedgerEntry {
  step: PlanStep;
  /** Corrections of the plan that priced it. */
  corrections: Plan["estimate"]["corrections"];
  record?: Task;
  replacedBy?: readonly string[];
  dropped?: boolean;
  byHand?: { readonly result: unknown };
}

/** What became of the steps of all rounds. */
export interface Ledger {
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  /** Takes the records of a round, which are in the order of its plan. */
  take(plan: Plan, records: readonly Task[]): void;
  /** Takes what was decided after a round. */
  follow(replanning: Replanning): void;
  listSteps(): ExecutedStep[];
  judge(isCancelled: boolean): PlanExecution["status"];
  /** From the first start to the last end. */
  measureSeconds(): number;
}

/** Begins with the steps of the first plan. */
export function createLedger(first: Plan): Ledger {
  const entries = new Map<string, LedgerEntry>(
    first.steps.map((step) => [step.id, { step, corrections: first.estimate.corrections }]),
  );
  let startedAt = Infinity;
  let endedAt = -Infinity;
  return {
    entries,
    take(plan, records) {
      for (const [index, { id }] of plan.steps.entries()) {
        const entry = entries.get(id);
        const record = records[index];
        if (entry === undefined || record === undefined) continue;
        entry.record = record;
        startedAt = Math.min(startedAt, record.createdAt);
        endedAt = Math.max(endedAt, record.finishedAt ?? record.createdAt);
      }
    },
    follow({ decisions, dropped, given, plan }) {
      const changed = new Set(decisions.flatMap(({ replacedBy }) => replacedBy));
      for (const step of plan?.steps ?? []) {
        const entry = entries.get(step.id);
        if (entry === undefined) entries.set(step.id, { step, corrections: plan?.estimate.corrections });
        else if (changed.has(step.id))
          Object.assign(entry, { step, corrections: plan?.estimate.corrections });
      }
      for (const { stepId, replacedBy } of decisions) {
        const entry = entries.get(stepId);
        if (entry !== undefined && replacedBy.length > 0 && !replacedBy.includes(stepId)) {
          entry.replacedBy = replacedBy;
        }
      }
      for (const id of dropped) Object.assign(entries.get(id) ?? {}, { dropped: true });
      for (const { stepId, result } of given)
        Object.assign(entries.get(stepId) ?? {}, { byHand: { result } });
    },
    listSteps: () => [...entries.values()].map(describeEntry),
    judge(isCancelled) {
      const all = [...entries.values()];
      const isMissing = (entry: LedgerEntry): boolean =>
        entry.replacedBy === undefined && entry.step.optional !== true && !isDone(entry);
      if (!all.some(isMissing)) return "completed";
      if (isCancelled) return "cancelled";
      return all.some(isDone) ? "partial" : "failed";
    },
    measureSeconds: () => (endedAt > startedAt ? (endedAt - startedAt) / 1000 : 0),
  };
}

/** What replanning is told of a step. `isOver`: the run as a whole was stopped. */
export function toOutcome({ id }: PlanStep, record: Task): StepOutcome {
  const { status, result, error, failure, agentType, agentName, spend } = record;
  const code = failure?.code;
  // Somebody has cancelled this one step: it is not to be begun again unasked.
  const isRefused = status === TaskStatus.CANCELLED && code === ErrorCode.CANCELLED;
  return {
    id,
    status: isRefused ? "failed" : status,
    ...(status === TaskStatus.COMPLETED && { result }),
    error,
    code,
    ...(agentName !== undefined && record.startedAt !== undefined && { agentType, agentName }),
    costUsd: spend?.costUsd,
  };
}

function isDone({ record, byHand }: LedgerEntry): boolean {
  return byHand !== undefined || record?.status === TaskStatus.COMPLETED;
}

function describeEntry(entry: LedgerEntry): ExecutedStep {
  const { step, record, replacedBy, dropped, byHand } = entry;
  const { startedAt, finishedAt, agentName, agentType } = record ?? {};
  return {
    id: step.id,
    ...(record !== undefined && { taskId: record.taskId }),
    ...describeOutcome(entry),
    ...(agentName !== undefined && startedAt !== undefined && { agentType: agentType ?? "", agentName }),
    ...(step.optional === true && { optional: true }),
    estimated: { seconds: step.estimatedTime, costUsd: step.costEstimate },
    ...(startedAt !== undefined &&
      finishedAt !== undefined && {
        actual: {
          seconds: (finishedAt - startedAt) / 1000,
          costUsd: keepFinite(record?.spend?.costUsd ?? 0),
        },
      }),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(dropped === true && { dropped }),
    ...(byHand !== undefined && { byHand: true }),
  };
}

function describeOutcome({
  record,
  byHand,
}: LedgerEntry): Pick<ExecutedStep, "status" | "result" | "error" | "code"> {
  if (byHand !== undefined) return { status: "completed", result: byHand.result };
  if (record === undefined) return { status: "cancelled", error: "It was not started." };
  if (record.status === TaskStatus.COMPLETED) return { status: "completed", result: record.result };
  return {
    status: record.status === TaskStatus.FAILED ? "failed" : "cancelled",
    ...(record.error !== undefined && { error: record.error }),
    ...(record.failure !== undefined && { code: record.failure.code }),
  };
}
