import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import type { RunScope, StartedTask } from "../strategies/run-scope.ts";
import type { SettledListener } from "../tasks/live-task.ts";
import type { RunState } from "../tasks/run-state.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { isSettled } from "../tasks/task-status.ts";
import { seatPanel } from "./seat-panel.ts";
import { nameTask, skipPlannedTask, startTask } from "./start-task.ts";

/** The scope of a run on the kernel. */
export class KernelScope implements RunScope {
  readonly #run: RunState;

  constructor(run: RunState) {
    this.#run = run;
  }

  get reason(): OrchestrationError | undefined {
    return this.#run.stopped?.error;
  }

  find(agentType: string, name: string): AgentDescriptor | undefined {
    return this.#run.kernel.registry.find(agentType, name)?.agent;
  }

  seat(spec: TaskSpec, positions: readonly number[]): readonly (string | undefined)[] {
    const run = this.#run;
    const history = run.extra?.history;
    const recorded = positions.map((position) => history?.tasks.get(nameTask(run, spec, position))?.task);
    // Of a vote that is only told again, everybody has had his seat: nobody is asked for one.
    if (recorded.every((task) => task !== undefined && isSettled(task.status)))
      return recorded.map((task) => task?.agentName);
    return seatPanel(run.kernel, spec, recorded);
  }

  start(
    spec: TaskSpec,
    position: number,
    onSettled: SettledListener,
    previous?: () => readonly Task[],
    input?: unknown,
  ): StartedTask {
    return startTask(this.#run, spec, position, input, onSettled, previous);
  }

  onStop(listener: () => void): () => void {
    const listeners = (this.#run.needed.stopListeners ??= new Set());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  skip(spec: TaskSpec, position: number, error: OrchestrationError): Task {
    return skipPlannedTask(this.#run, spec, position, error);
  }
}
