import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { checkFilter } from "../events/check-subscription.ts";
import type { OrchestrationEvent } from "../events/event.ts";
import { EventStream } from "../events/event-stream.ts";
import { iterateEvents } from "../events/iterate-events.ts";
import type { EventFilter, EventListener, SubscriptionOptions } from "../events/subscription.ts";
import type { Agent } from "../registry/agent.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import type { AgentQuery } from "../registry/agent-query.ts";
import { findAgents } from "../registry/find-agents.ts";
import { describeLoad } from "../registry/describe-load.ts";
import { Registry } from "../registry/registry.ts";
import type { AgentHandle } from "../registry/router.ts";
import { validateAgent } from "../registry/validate-agent.ts";
import type { ConsensusOutcome } from "../strategies/consensus.ts";
import type { HierarchicalOutcome } from "../strategies/hierarchical.ts";
import type { GraphPlan, ParallelPlan, Plan } from "../strategies/plan.ts";
import type { Statistics } from "../tasks/counters.ts";
import { createKernel } from "../tasks/create-kernel.ts";
import type { RunState } from "../tasks/run-state.ts";
import type { Task } from "../tasks/task.ts";
import { crashRun } from "./active-run.ts";
import { giveAnswer } from "./answer.ts";
import { askStore } from "./ask-store.ts";
import { checkText } from "./check-arguments.ts";
import { estimatePlan, type PlanEstimate } from "./estimate.ts";
import { type ChosenOptions, chooseDefaults, type OrchestratorOptions } from "./orchestrator-options.ts";
import type { OutcomeOf } from "./outcome.ts";
import { partArguments } from "./plan-fields.ts";
import { createRunHandle, createTaskHandle, type RunHandle, type TaskHandle } from "./run-handle.ts";
import type { ResumeOptions } from "./resume-options.ts";
import { RunManager } from "./run-manager.ts";
import type { RunOptions } from "./run-options.ts";
import { validatePlan } from "./run-plan.ts";
import type { AgentMap, ResultOf, SpecFor, TaskFor } from "./typed-agents.ts";
import type { ConsensusFor, HierarchicalFor, PreviousFor, SpecsFor, TasksFor } from "./typed-specs.ts";

type NoAgents = Record<never, Agent>;

/**
 * Finds the best agent for each task, runs tasks by strategy, and keeps their records.
 *
 * Failures of agents are values (`task.status`, `task.error`, `task.failure`); only a misuse of the API
 * throws or rejects, with an `OrchestrationError`.
 *
 * @example
 * const orchestrator = new Orchestrator();
 * orchestrator.registerAgent(greeter);
 * const task = await orchestrator.delegateTask({ agentType: "greeter", description: "World" });
 */
export class Orchestrator<Agents extends AgentMap = NoAgents> {
  readonly #options: ChosenOptions;
  readonly #registry: Registry;
  readonly #events = new EventStream();
  readonly #runs: RunManager;
  readonly #ended = new AbortController();
  #closing: Promise<void> | undefined;

  constructor(options: OrchestratorOptions<Agents> = {}) {
    this.#options = chooseDefaults(options);
    const { engine, runtime, router, gracePeriodMs, maxDepth, maxSettledTasks } = this.#options;
    const owner = runtime.createId();
    this.#registry = new Registry(engine, runtime);
    const kernel = createKernel({
      runtime,
      registry: this.#registry,
      router,
      events: this.#events,
      owner,
      maxSettledTasks,
      concurrency: engine.concurrency ?? Infinity,
      gracePeriodMs,
      maxDepth,
      onCrash: (run, error) => crashRun(run, error),
      onPark: (run, missing) => this.#runs.park(run, missing),
    });
    this.#runs = new RunManager(kernel, owner, this.#options);
    for (const [agentType, agents] of Object.entries(options.agents ?? {}))
      this.#registerAs(agentType, agents);
  }

  /** Adds an agent. Throws `invalid_argument` for a bad one, `duplicate_agent` for a name taken within its type, `closed` after `close`. */
  registerAgent<const A extends Agent>(
    agent: A,
  ): Orchestrator<Agents & { readonly [Type in A["agentType"]]: A }>;
  /** Adds an agent whose code is elsewhere. Throws `invalid_argument` also when the engine runs agents of this process only. */
  registerAgent(descriptor: AgentDescriptor & { readonly executor?: undefined }): Orchestrator<Agents>;
  registerAgent(agent: Agent | AgentDescriptor): unknown {
    // Nobody would call its `close` any more.
    this.#runs.refuseClosed();
    this.#registry.register(agent);
    return this;
  }

  /** Takes an agent out; its running attempts go on, waiting tasks are routed anew. False when there was none. */
  unregisterAgent(agentType: string, name: string): boolean {
    checkText(agentType, "agentType", "unregisterAgent");
    checkText(name, "name", "unregisterAgent");
    const removed = this.#registry.unregister(agentType, name);
    if (removed === undefined) return false;
    this.#runs.kernel.inStep(() => this.#runs.kernel.admission.turnAway(removed));
    return true;
  }

  /** Who can do something, preferred first. */
  findAgents(query: AgentQuery = {}): readonly AgentDescriptor[] {
    return findAgents(this.#registry, query);
  }

  /** How each agent does: its load, what it has completed and failed, and what its attempts took; the preferred first. */
  getAgentStatus(): readonly AgentHandle[] {
    return this.#registry.all().map(describeLoad);
  }

  /** Runs one task and resolves with its settled record; never rejects because an agent failed. */
  delegateTask<const Type extends string = string>(
    spec: SpecFor<Agents, Type>,
  ): Promise<TaskFor<Agents, Type>> {
    return this.#runs.execute({ strategy: "task", task: spec }) as Promise<TaskFor<Agents, Type>>;
  }

  /** Starts one task and returns at once with a handle. */
  startTask<const Type extends string = string>(
    spec: SpecFor<Agents, Type>,
  ): TaskHandle<TaskFor<Agents, Type>> {
    return createTaskHandle(this.#runs, this.#runs.submit({ strategy: "task", task: spec }, {}));
  }

  /** A → B → C: a step can use the records before it; a `strict` step that does not complete stops the run. */
  executeSequential<const Types extends readonly unknown[]>(
    tasks: SpecsFor<Agents, Types, PreviousFor<Agents, Types>>,
    options?: RunOptions,
  ): Promise<TasksFor<Agents, Types>> {
    return this.#runs.execute({ strategy: "sequential", tasks }, options) as Promise<TasksFor<Agents, Types>>;
  }

  /** A ‖ B ‖ C, at most `concurrency` at a time; the records come in the order given. */
  executeParallel<const Types extends readonly unknown[]>(
    tasks: SpecsFor<Agents, Types>,
    options: RunOptions & Pick<ParallelPlan, "concurrency"> = {},
  ): Promise<TasksFor<Agents, Types>> {
    const [plan, runOptions] = partArguments({ strategy: "parallel", tasks }, options);
    return this.#runs.execute(plan, runOptions) as Promise<TasksFor<Agents, Types>>;
  }

  /** Splits a main task over sub-agents and aggregates their results; failed subtasks are listed, never dropped. */
  executeHierarchical<const Types extends readonly unknown[]>(
    options: HierarchicalFor<Agents, Types> & RunOptions,
  ): Promise<HierarchicalOutcome> {
    const [plan, runOptions] = partArguments({ strategy: "hierarchical" }, options);
    return this.#runs.execute(plan, runOptions) as Promise<HierarchicalOutcome>;
  }

  /** Lets several agents answer the same question and vote. */
  executeConsensus<const Type extends string = string>(
    options: ConsensusFor<Agents, Type> & RunOptions,
  ): Promise<ConsensusOutcome<ResultOf<Agents, Type>>> {
    const [plan, runOptions] = partArguments({ strategy: "consensus" }, options);
    return this.#runs.execute(plan, runOptions) as Promise<ConsensusOutcome<ResultOf<Agents, Type>>>;
  }

  /** Runs tasks with `id` and `dependsOn`, each as soon as those before it have settled; the records come in the order given. */
  executeGraph<const Types extends readonly unknown[]>(
    tasks: SpecsFor<Agents, Types>,
    options: RunOptions & Pick<GraphPlan, "concurrency"> = {},
  ): Promise<TasksFor<Agents, Types>> {
    const [plan, runOptions] = partArguments({ strategy: "graph", tasks }, options);
    return this.#runs.execute(plan, runOptions) as Promise<TasksFor<Agents, Types>>;
  }

  /** Starts a plan of any strategy and returns at once with a handle. */
  startRun<P extends Plan>(plan: P, options: RunOptions = {}): RunHandle<OutcomeOf<P>> {
    return createRunHandle(this.#runs, this.#runs.submit(plan, options, "startRun"));
  }

  /**
   * Takes up every unfinished run of the store that nobody alive owns, the oldest first; committed tasks are not executed again.
   *
   * A run that lacks an agent, a capability or a function here that was there when it began is parked: its handle rejects with
   * `not_registered`, nothing about its end is written, and the next `resume` in a process that has it goes on with the run. One
   * that has ended its process too often is ended as failed with `crash_loop` (see the option `maxResumes`). One whose record
   * cannot be read is left as it is: its handle rejects with `store_failed`, once in the life of this process.
   *
   * Rejects with `invalid_argument` for a bad limit and without a store, and with `closed` after `close`.
   */
  async resume(options: ResumeOptions = {}): Promise<readonly RunHandle<unknown>[]> {
    return (await this.#runs.resume(options)).map((run) => createRunHandle(this.#runs, run));
  }

  /** What a plan will take in time and money, and which agents did not say. Nothing runs. */
  estimate(plan: Plan): PlanEstimate {
    validatePlan(plan, "estimate");
    return estimatePlan(this.#runs.kernel, plan);
  }

  /** Answers a task that waits, or will wait, in `context.waitFor(key)`; the first answer for a key stays. */
  answer(taskId: string, key: string, value: unknown): Promise<void> {
    return giveAnswer(this.#runs, this.#options.store, taskId, key, value);
  }

  /** Cancels a run or a task and everything below it; resolves when all of it has settled. False for what is not running. */
  async cancel(id: string, reason = "on request"): Promise<boolean> {
    checkText(id, "id", "cancel");
    checkText(reason, "reason", "cancel");
    return this.#runs.cancel(id, reason);
  }

  /** The record of a task, also while it runs; `undefined` for an unknown or forgotten id. */
  getTaskStatus(taskId: string): Task | undefined {
    checkText(taskId, "taskId", "getTaskStatus");
    const task = this.#runs.kernel.index.findTask(taskId);
    // A live record changes, and what a caller does to the copy is its own affair.
    return task === undefined ? undefined : { ...task };
  }

  /** Like `getTaskStatus`, but also asks the store. */
  async findTask(taskId: string): Promise<Task | undefined> {
    checkText(taskId, "taskId", "findTask");
    const known = this.getTaskStatus(taskId);
    const { store } = this.#options;
    return known ?? (store && (await askStore(() => store.find(taskId))))?.task;
  }

  /**
   * What a stored run that has ended came to, as its strategy returns it; nothing is executed or counted. `undefined`
   * for one that goes on, for one that the store does not know, and without a store.
   *
   * Votes that compare by an agent's `answerPath` need an agent of that type registered, as they did when they were counted.
   */
  async findOutcome(runId: string): Promise<unknown> {
    checkText(runId, "runId", "findOutcome");
    return this.#runs.findOutcome(runId);
  }

  getStatistics(): Statistics {
    return this.#runs.kernel.counters.read(this.#registry);
  }

  /** Calls `listener` for every event from now on; returns how to stop. */
  subscribe(listener: EventListener, filter?: EventFilter, options?: SubscriptionOptions): () => void {
    return this.#events.subscribe(listener, filter, options);
  }

  /** The events from now on; with `runId` until that run has ended, is parked or lost, otherwise until the orchestrator is closed. */
  events(filter: EventFilter = {}, options?: SubscriptionOptions): AsyncIterableIterator<OrchestrationEvent> {
    const wanted = checkFilter(filter, "events");
    const { index } = this.#runs.kernel;
    const { runId } = wanted;
    const isOver = runId !== undefined && (index.hasSettled(runId) || index.hasLeft(runId));
    const run = runId === undefined ? undefined : index.find(runId);
    const goingOn = run === undefined ? this.#ended.signal : (run.needed.over ??= followOutcome(run));
    return iterateEvents(this.#events, wanted, isOver ? AbortSignal.abort() : goingOn, options);
  }

  /** Ends what runs, parks durable runs for a later process, and closes agents and engine. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    try {
      await this.#runs.close();
      const { engine } = this.#options;
      const closeEngine = async (): Promise<void> => engine.close();
      const closing = this.#registry
        .all()
        .map(async ({ agent }) => ("close" in agent ? agent.close?.() : undefined));
      const closed = await Promise.allSettled([...closing, closeEngine()]);
      const failed = closed.find((outcome) => outcome.status === "rejected");
      if (failed !== undefined) throw OrchestrationError.from(failed.reason, ErrorCode.AGENT_FAILED);
    } finally {
      this.#ended.abort();
    }
  }

  #registerAs(agentType: string, agents: Agent | readonly Agent[]): void {
    for (const agent of [agents].flat()) {
      validateAgent(agent);
      if (agent.agentType !== agentType) {
        const message = `new Orchestrator: agent "${agent.name}" of type "${agent.agentType}" stands under agents.${agentType}`;
        throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
      }
      this.#registry.register(agent);
    }
  }
}

/** Aborts when a run is through, also when it could not begin and so never told of its end. */
function followOutcome({ outcome }: RunState): AbortSignal {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  outcome.then(end, end);
  return controller.signal;
}
