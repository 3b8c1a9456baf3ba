import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { findUnserializable } from "../json/canonical-json.ts";
import type { Attempt } from "./attempt.ts";
import { ChildFamily } from "./child-family.ts";
import { createRecord } from "./create-record.ts";
import { toFailure } from "./failure.ts";
import { fingerprint } from "./fingerprint.ts";
import { LiveTask } from "./live-task.ts";
import { resolveInput } from "./resolve-input.ts";
import { beginWait, endWait } from "./slots.ts";
import type { Task, TaskFailure } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";
import { isSettled, TaskStatus } from "./task-status.ts";
import { validateSpec } from "./validate-spec.ts";

/** Runs a child task for an attempt, or answers with the one that was run under the same key before. */
export function delegateChild(attempt: Attempt, spec: TaskSpec): Promise<Task> {
  try {
    validateSpec(spec, "context.delegate");
  } catch (error) {
    return Promise.reject(error);
  }
  const parent = attempt.task;
  const family = (parent.needed.family ??= new ChildFamily());
  const print = fingerprint(spec);
  const ownKey = spec.key ?? spec.id;
  const key = ownKey ?? family.nameUnkeyed(print, parent.record.attempts);
  const childId = `${parent.record.taskId}/${key}`;

  const known = family.find(childId) ?? recallChild(parent, childId);
  if (known !== undefined && known.fingerprint !== print) {
    const refusal = {
      code: ErrorCode.NON_DETERMINISTIC,
      message:
        `Child key "${key}" of task ${parent.record.taskId} was used for another request: ` +
        "give each request a key of its own",
    };
    return startChild(attempt, spec, family.nameRefused(childId), print, refusal);
  }
  if (known?.pending !== undefined) return known.pending;
  if (known?.task?.status === TaskStatus.COMPLETED) return Promise.resolve(known.task);

  const before = family.find(childId);
  const started = startChild(attempt, spec, childId, print, refuseDepth(parent));
  // Unless it has settled meanwhile, which has put its record there.
  if (family.find(childId) === before) family.begin(childId, print, started);
  return started;
}

function startChild(
  attempt: Attempt,
  spec: TaskSpec,
  childId: string,
  print: string,
  refusal: TaskFailure | undefined,
): Promise<Task> {
  const parent = attempt.task;
  const { run } = parent;
  return attempt.abortable((resolve) => {
    let input: unknown;
    let problem = refusal;
    try {
      input = resolveInput(
        spec,
        childId,
        () => [],
        () => undefined,
      );
    } catch (error) {
      problem ??= toFailure(error);
    }
    if (run.journal !== undefined && findUnserializable(input) !== undefined) {
      problem ??= refuseInput(childId, input);
      input = undefined;
    }
    const record = createRecord(run, childId, spec, input, parent);
    const child = new LiveTask(run, parent, spec, record, 0, (task) => {
      parent.needed.family?.settle(childId, print, task, child.extra);
      endWait(attempt, () => resolve(task));
    });
    Object.assign(child.needed, parent.extra?.family?.recallDone(childId));
    child.needed.fingerprint = print;
    child.needed.parentAttempt = parent.record.attempts;
    if (problem !== undefined) child.needed.refusal = problem;
    (run.needed.descendants ??= new Map()).set(childId, record);
    // In one step: whoever gets the slot that the wait sets free may stop the parent, and then finds the child.
    run.kernel.inStep(() => {
      beginWait(attempt);
      run.kernel.launch(child);
    });
  });
}

/**
 * What an earlier life of the run has committed for a child. A completed one is reused; a failed or
 * cancelled one only within the attempt that asked for it, because a later attempt tries anew.
 */
function recallChild(
  parent: LiveTask,
  childId: string,
): { fingerprint: string; pending?: Promise<Task>; task?: Task } | undefined {
  const stored = parent.run.extra?.history?.tasks.get(childId);
  if (stored === undefined) return undefined;
  const { task, fingerprint: print = "", parentAttempt } = stored;
  if (!isSettled(task.status)) return { fingerprint: print };
  (parent.run.needed.descendants ??= new Map()).set(childId, task);
  const reused = task.status === TaskStatus.COMPLETED || parentAttempt === parent.record.attempts;
  return reused ? { fingerprint: print, pending: Promise.resolve(task) } : { fingerprint: print };
}

/** One value that cannot be stored must fail one child, not the whole run. */
function refuseInput(childId: string, input: unknown): TaskFailure {
  const { path = "", reason } = findUnserializable(input) ?? {};
  const message = `Task ${childId} cannot be stored: its input at "${path}" is no JSON (${reason})`;
  return { code: ErrorCode.NOT_SERIALIZABLE, message, details: { path } };
}

function refuseDepth(parent: LiveTask): TaskFailure | undefined {
  const { maxDepth } = parent.run.kernel;
  if (parent.depth < maxDepth) return undefined;
  const message =
    `The budget of the orchestrator is exceeded: maxDepth ${maxDepth}, by 1. ` +
    "Do tasks delegate to one another without an end? If not, raise maxDepth in its budget";
  const details = { budget: "the orchestrator", limit: "maxDepth", allowed: maxDepth, by: 1 };
  return toFailure(new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, message, { details }));
}
