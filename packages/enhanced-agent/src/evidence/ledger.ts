import type { Task } from "@convoke/core";
import type { Delegation } from "../loop/delegation.ts";
import { describeResult } from "./describe-result.ts";
import type { Evidence } from "./evidence.ts";
import { fingerprintAsked } from "./fingerprint.ts";

/** What is recorded besides the task itself. */
export interface RecordOptions {
  /** Whether a completed task can be cited. @default true */
  readonly asEvidence?: boolean;
  /** What was asked, where the task's description says more than that. @default the description */
  readonly task?: string;
  /** What `fingerprintAsked` says of the request. @default what it says of the task's record */
  readonly asked?: string;
}

/** A recorded task. */
export interface Entry {
  readonly delegation: Delegation;
  readonly evidence?: Evidence;
}

/** What a run has had done, and what it can cite. */
export interface Ledger {
  /** In the order in which they were recorded. */
  readonly delegations: readonly Delegation[];
  readonly evidence: readonly Evidence[];
  /**
   * Records a settled task; a completed one becomes evidence, unless `asEvidence` is false. A task that is recorded already
   * keeps its entry.
   */
  record(task: Task, options?: RecordOptions): Entry;
}

/**
 * Starts an empty ledger. Evidence is numbered in the order of recording: record the tasks of neighbouring actions in
 * the order of the actions, and a repeated run numbers them alike.
 *
 * @example
 * const ledger = createLedger();
 * const { delegation, evidence } = ledger.record(await context.delegate(spec));
 */
export function createLedger(): Ledger {
  const delegations: Delegation[] = [];
  const evidence: Evidence[] = [];
  const entries = new Map<string, Entry>();
  return {
    delegations,
    evidence,
    record(task, options = {}) {
      const known = entries.get(task.taskId);
      if (known !== undefined) return known;
      const { asEvidence = true, task: asked = task.description } = options;
      const isEvidence = asEvidence && task.status === "completed";
      const id = `E${evidence.length + 1}`;
      const delegation = toDelegation(task, { ...options, task: asked }, isEvidence ? id : undefined);
      const entry: Entry = { delegation, ...(isEvidence && { evidence: toEvidence(task, asked, id) }) };
      delegations.push(delegation);
      if (entry.evidence !== undefined) evidence.push(entry.evidence);
      entries.set(task.taskId, entry);
      return entry;
    },
  };
}

function toDelegation(
  task: Task,
  options: RecordOptions & { readonly task: string },
  evidenceId: string | undefined,
): Delegation {
  const { taskId, agentType, agentName, capability, description, input, status, failure } = task;
  const { startedAt, finishedAt, spend } = task;
  const parts = { agentType, description, input, ...(capability !== undefined && { capability }) };
  return {
    taskId,
    agentType,
    ...(agentName !== undefined && { agentName }),
    ...(capability !== undefined && { capability }),
    task: options.task,
    asked: options.asked ?? fingerprintAsked(parts),
    status,
    ...(evidenceId !== undefined && { evidenceId }),
    ...(failure !== undefined && { failure: { code: failure.code, message: failure.message } }),
    ...(startedAt !== undefined && finishedAt !== undefined && { elapsedMs: finishedAt - startedAt }),
    ...(spend !== undefined && { costUsd: spend.costUsd }),
  };
}

function toEvidence(task: Task, asked: string, id: string): Evidence {
  const { text, sources } = describeResult(task.result);
  return {
    id,
    taskId: task.taskId,
    agentType: task.agentType,
    ...(task.agentName !== undefined && { agentName: task.agentName }),
    task: asked,
    text,
    sources: sources.map((source, at) => ({ id: `${id}.${at + 1}`, ...source })),
    result: task.result,
  };
}
