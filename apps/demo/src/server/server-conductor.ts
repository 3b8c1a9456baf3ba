import {
  type AgentDescriptor,
  AgentType,
  type ConsensusOutcome,
  type EventFilter,
  type HierarchicalOutcome,
  type OrchestrationEvent,
  type Plan,
  type Task,
  type TaskSpec,
  TaskStatus,
} from "@convoke/core";
import type { createClient } from "@convoke/server/client";
import type { Conductor, RunTerms } from "../conductor.ts";
import { readAnswer, type ServerAddress } from "./read-answer.ts";
import { type RunBody, runOnServer, type ServerRun, toBody } from "./run-on-server.ts";

/** A conductor whose runs are a server's. */
export interface ServerConductor extends Conductor {
  /** Like `Orchestrator.startRun`, for graphs: what `executePlan` needs. */
  startRun(
    plan: Plan,
    terms: RunTerms & { readonly budget?: RunBody["budget"] },
  ): { readonly settled: Promise<readonly Task[]> };
  /** Addresses of the dashboard's pages of the runs that have started since the last call. */
  takePages(): readonly string[];
}

export interface ServerConductorOptions {
  readonly client: ReturnType<typeof createClient>;
  readonly address: ServerAddress;
  readonly agents: readonly AgentDescriptor[];
}

/** Hands runs to a server and answers with what came of them, under the ids that the demo gives its runs. */
export function createServerConductor({ client, address, agents }: ServerConductorOptions): ServerConductor {
  const listeners = new Set<(event: OrchestrationEvent) => void>();
  const known = new Map<string, Task>();
  const pages: string[] = [];
  const never = new AbortController().signal;
  const local = { signal: never };

  async function run(body: RunBody, { id, signal = never }: RunTerms): Promise<ServerRun> {
    const ended = await runOnServer(body, {
      client,
      address,
      id,
      signal,
      tellsProgress: "prompt" in body,
      onStart: (runId) => pages.push(`${address.url}/runs/${encodeURIComponent(runId)}`),
      onEvent: (event) => {
        for (const listener of listeners) listener(event);
      },
    });
    for (const task of ended.tasks.values()) known.set(task.taskId, task);
    return ended;
  }

  async function runTasks(
    plan: Extract<Plan, { readonly tasks: readonly TaskSpec[] }>,
    terms: RunTerms & { readonly budget?: RunBody["budget"] },
  ): Promise<readonly Task[]> {
    return listTasks(await run(toBody(plan, terms.budget), terms), plan.tasks, terms.id);
  }

  return {
    async delegateTask({ id, signal, ...task }) {
      const body =
        task.agentType === AgentType.MAIN ? { prompt: task.description } : toBody({ strategy: "task", task });
      const { tasks } = await run(body, { id, ...(signal !== undefined && { signal }) });
      return findTask(tasks, id);
    },
    executeSequential: (tasks, terms) => runTasks({ strategy: "sequential", tasks }, terms),
    executeParallel: (tasks, terms) => runTasks({ strategy: "parallel", tasks }, terms),
    startRun: (plan, terms) => {
      if (plan.strategy !== "graph")
        throw new Error(`A run of the strategy ${plan.strategy} is not handed on.`);
      return { settled: runTasks(plan, terms) };
    },
    async executeHierarchical({ id, signal, aggregationStrategy, ...plan }) {
      // A function stays in this process: it is given what the server's tasks came to.
      const isHere = typeof aggregationStrategy === "function";
      const sent = isHere ? plan : { ...plan, aggregationStrategy };
      const ended = await run(toBody({ strategy: "hierarchical", ...sent }), {
        id,
        ...(signal !== undefined && { signal }),
      });
      const tasks = listTasks(ended, plan.subtasks, id);
      const completed = tasks.filter(({ status }) => status === TaskStatus.COMPLETED);
      const outcome = ended.outcome as Omit<HierarchicalOutcome, "tasks" | "failures">;
      return {
        ...outcome,
        ...(isHere && {
          result: await aggregationStrategy(
            completed.map(({ result }) => result),
            completed,
            local,
          ),
        }),
        tasks,
        failures: tasks.filter(({ status }) => status !== TaskStatus.COMPLETED),
      };
    },
    async executeConsensus({ id, signal, ...plan }) {
      const ended = await run(toBody({ strategy: "consensus", ...plan }), {
        id,
        ...(signal !== undefined && { signal }),
      });
      const outcome = ended.outcome as Omit<ConsensusOutcome, "tasks">;
      return {
        ...outcome,
        tasks: listTasks(
          ended,
          plan.agents.map(() => ({})),
          id,
        ),
      };
    },
    subscribe(listener, filter) {
      const chosen = (event: OrchestrationEvent): void => {
        if (isWanted(event, filter)) listener(event);
      };
      listeners.add(chosen);
      return () => void listeners.delete(chosen);
    },
    findAgents: ({ agentType, capability } = {}) =>
      agents.filter(
        (agent) =>
          (agentType === undefined || agent.agentType === agentType) &&
          (capability === undefined || agent.capabilities.some(({ name }) => name === capability)),
      ),
    getTaskStatus: (taskId) => known.get(taskId),
    getStatistics: () => readAnswer(address, client.api.statistics.$get({}), { signal: never }),
    close: async () => undefined,
    takePages: () => pages.splice(0),
  };
}

function isWanted(event: OrchestrationEvent, { runId, types }: EventFilter = {}): boolean {
  return (
    (runId === undefined || event.runId === runId) && (types === undefined || types.includes(event.type))
  );
}

/** The tasks of a plan in its order. */
function listTasks(
  { tasks }: ServerRun,
  specs: readonly Pick<TaskSpec, "id">[],
  runId: string,
): readonly Task[] {
  return specs.map(({ id }, position) => findTask(tasks, `${runId}/${id ?? position}`));
}

function findTask(tasks: ReadonlyMap<string, Task>, taskId: string): Task {
  const task = tasks.get(taskId);
  if (task === undefined) throw new Error(`The server told nothing of how the task ${taskId} ended.`);
  return task;
}
