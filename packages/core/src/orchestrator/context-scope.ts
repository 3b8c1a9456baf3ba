import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import type { RunScope, StartedTask } from "../strategies/run-scope.ts";
import type { AgentContext } from "../tasks/agent-context.ts";
import { PendingRecord } from "../tasks/create-record.ts";
import { toFailure } from "../tasks/failure.ts";
import { fingerprint } from "../tasks/fingerprint.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { ownFailures } from "./start-task.ts";

/** What a scope in an executor's context is made with. */
export interface ContextScopeOptions {
  /** The agents of each type, in the order in which they are preferred. */
  readonly agents: Map<string, readonly AgentDescriptor[]>;
  /** The named seats of each panel. */
  readonly seats: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Called when a child cannot be asked for at all. */
  readonly onRefused: (error: unknown) => void;
}

/**
 * The scope of a strategy that an executor runs among its children: tasks are delegated, without keys of their own, so that a
 * later attempt recognises each by what it asks.
 */
export class ContextScope implements RunScope {
  readonly #context: AgentContext;
  readonly #options: ContextScopeOptions;
  readonly #open = new Set<AbortController>();

  constructor(context: AgentContext, options: ContextScopeOptions) {
    this.#context = context;
    this.#options = options;
  }

  get reason(): OrchestrationError | undefined {
    const { aborted, reason } = this.#context.signal;
    return aborted ? OrchestrationError.from(reason, ErrorCode.CANCELLED) : undefined;
  }

  find(agentType: string, name: string): AgentDescriptor | undefined {
    return this.#options.agents.get(agentType)?.find((agent) => agent.name === name);
  }

  seat({ agentType = "" }: TaskSpec, positions: readonly number[]): readonly (string | undefined)[] {
    const seats = this.#options.seats.get(agentType) ?? [];
    return positions.map((_, place) => seats[place]);
  }

  start(spec: TaskSpec, position: number, onSettled: (task: Task, position: number) => void): StartedTask {
    const controller = new AbortController();
    this.#open.add(controller);
    let stopped: StartedTask["stopped"];
    this.#run({ ...spec, signal: controller.signal })
      .finally(() => this.#open.delete(controller))
      .then((task) => onSettled(task, position))
      .catch(this.#options.onRefused);
    return {
      stop(error) {
        stopped ??= { error };
        controller.abort(error);
      },
      get stopped() {
        return stopped;
      },
    };
  }

  onStop(listener: () => void): () => void {
    const { signal } = this.#context;
    signal.addEventListener("abort", listener, { once: true });
    return () => signal.removeEventListener("abort", listener);
  }

  skip(spec: TaskSpec, position: number, error: OrchestrationError): Task {
    const { idempotencyKey: parentId, runtime } = this.#context;
    const taskId = `${parentId}/${fingerprint(spec)}#skipped${position}`;
    const now = runtime.now();
    const input = typeof spec.input === "function" ? undefined : spec.input;
    const record = new PendingRecord(parentId.split("/", 1)[0]!, taskId, spec, input, now);
    const failure = toFailure(error);
    const status = ownFailures.has(error.code) ? "failed" : "cancelled";
    return Object.assign(record, { parentId, status, failure, error: failure.message, finishedAt: now });
  }

  /** Cancels whatever still runs. */
  stopAll(error: OrchestrationError): void {
    for (const controller of this.#open) controller.abort(error);
  }

  async #run(spec: TaskSpec): Promise<Task> {
    let task = await this.#context.delegate(spec);
    // A seat is a preference: when its agent has left, or does not answer any more, another one will do.
    if (spec.agentName !== undefined && neverReached(task, spec.agentName))
      task = await this.#context.delegate({ ...spec, agentName: undefined });
    if (task.agentName !== undefined && this.find(task.agentType, task.agentName) === undefined)
      await this.#learn(task.agentType);
    return task;
  }

  /** Somebody who came later has done it. */
  async #learn(agentType: string): Promise<void> {
    const { agents } = this.#options;
    const known = agents.get(agentType) ?? [];
    const now = await this.#context.findAgents({ agentType });
    const gone = known.filter(({ name }) => !now.some((agent) => agent.name === name));
    agents.set(agentType, [...now, ...gone]);
  }
}

/** True when the agent that was named did not answer, or has left, also after it had begun in an earlier life of the run. */
function neverReached({ attempts, failure }: Task, agentName: string): boolean {
  if (failure?.code === ErrorCode.NOT_REGISTERED) return failure.details?.["agentName"] === agentName;
  return attempts === 0 && failure?.code === ErrorCode.AGENT_UNAVAILABLE;
}
