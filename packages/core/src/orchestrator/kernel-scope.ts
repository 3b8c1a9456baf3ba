import { ErrorCode } from "../errors/error-code.ts";
import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentDescriptor } from "../registry/agent.ts";
import type { RunScope, StartedTask } from "../strategies/run-scope.ts";
import { createRecord } from "../tasks/create-record.ts";
import { toFailure } from "../tasks/failure.ts";
import { LiveTask, type SettledListener } from "../tasks/live-task.ts";
import type { RunState } from "../tasks/run-state.ts";
import { skipTask } from "../tasks/skip-task.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { isSettled } from "../tasks/task-status.ts";

/** Problems of the task itself; a task that is skipped for any other reason is cancelled. */
const ownFailures: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.INVALID_INPUT,
  ErrorCode.UNRESOLVED_REFERENCE,
]);

/** The scope of a run on the kernel. */
export class KernelScope implements RunScope {
  readonly #run: RunState;
  #known:
    | {
        readonly type: string;
        readonly list: readonly unknown[];
        readonly agents: readonly AgentDescriptor[];
      }
    | undefined;

  constructor(run: RunState) {
    this.#run = run;
  }

  get reason(): OrchestrationError | undefined {
    return this.#run.stopped?.error;
  }

  agents(agentType: string): readonly AgentDescriptor[] {
    const list = this.#run.kernel.registry.ofType(agentType);
    if (this.#known?.type !== agentType || this.#known.list !== list) {
      this.#known = { type: agentType, list, agents: list.map(({ agent }) => agent) };
    }
    return this.#known.agents;
  }

  start(
    spec: TaskSpec,
    position: number,
    onSettled: SettledListener,
    previous?: () => readonly Task[],
    input?: unknown,
  ): StartedTask {
    const run = this.#run;
    const record = createRecord(run, this.#taskId(spec, position), spec, input);
    const task = new LiveTask(run, undefined, spec, record, position, onSettled);
    if (previous !== undefined) task.previous = previous;
    run.tasks[position] = record;
    if (run.stopped !== undefined) task.stopped = run.stopped;
    run.kernel.launch(task);
    return task;
  }

  skip(spec: TaskSpec, position: number, error: OrchestrationError): Task {
    const run = this.#run;
    const taskId = this.#taskId(spec, position);
    const stored = run.history?.tasks.get(taskId)?.task;
    const status = ownFailures.has(error.code) ? "failed" : "cancelled";
    const isKept = stored !== undefined && isSettled(stored.status);
    const record = isKept ? stored : skipTask(run, taskId, spec, status, toFailure(error), stored);
    run.tasks[position] = record;
    return record;
  }

  #taskId(spec: TaskSpec, position: number): string {
    const { runId, strategy } = this.#run;
    return strategy === "task" ? runId : `${runId}/${spec.id ?? position}`;
  }
}
