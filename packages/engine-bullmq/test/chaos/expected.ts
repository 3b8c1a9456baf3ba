import { memoryStore, Orchestrator, type StoredRun, type TaskRecord } from "@convoke/core";
import { answerFor, createAgents } from "./agents.ts";
import type { PlannedRun } from "./plans.ts";

/** How a task must stand at the end; how often it was tried, when and where is open. */
export interface ExpectedTask {
  readonly taskId: string;
  readonly status: string;
  readonly result: unknown;
  readonly error: string | undefined;
}

export interface ExpectedRun {
  readonly runId: string;
  readonly status: string;
  readonly tasks: readonly ExpectedTask[];
  readonly outcome: unknown;
}

/** Does all runs in this process, undisturbed, and tells how they end. */
export async function expectRuns(runs: readonly PlannedRun[]): Promise<Map<string, ExpectedRun>> {
  const store = memoryStore({ maxSettledTasks: 100_000 });
  const orchestrator = new Orchestrator({ store, maxSettledTasks: 100_000 });
  for (const agent of createAgents({ worker: "here", workMs: 0 })) orchestrator.registerAgent(agent);
  orchestrator.subscribe((event) => {
    if (event.type === "task-waiting")
      void orchestrator.answer(event.taskId, event.key, answerFor(event.taskId));
  });
  try {
    const expected = runs.map(async ({ runId, plan }) => {
      const outcome = await orchestrator.startRun(plan, { id: runId }).settled;
      return [runId, describeRun((await store.load(runId))!, outcome)] as const;
    });
    return new Map(await Promise.all(expected));
  } finally {
    await orchestrator.close();
  }
}

/** What of a stored run can be compared. */
export function describeRun({ runId, status, tasks }: StoredRun, outcome: unknown): ExpectedRun {
  const described = tasks.map(describeTask).sort((one, other) => (one.taskId < other.taskId ? -1 : 1));
  return { runId, status, tasks: described, outcome: describeOutcome(outcome) };
}

function describeTask({ task: { taskId, status, result, error } }: TaskRecord): ExpectedTask {
  return { taskId, status, result, error };
}

const passing = new Set([
  "attempts",
  "agentName",
  "createdAt",
  "startedAt",
  "finishedAt",
  "failure",
  "distinctVoters",
  "spend",
]);

/** An outcome as JSON without what differs between two lives of the same run. */
function describeOutcome(outcome: unknown): unknown {
  const text = JSON.stringify(outcome, (name, value: unknown) => (passing.has(name) ? undefined : value));
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}
