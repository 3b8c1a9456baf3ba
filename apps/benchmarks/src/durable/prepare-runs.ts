import { Orchestrator, type Plan, type TaskArchive } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";

/** Runs that were left in a file, of whose tasks some had settled. */
export interface LeftRuns {
  readonly runs: number;
  readonly tasksOfRun: number;
  /** Tasks at the end of each run that had not settled. */
  readonly openTasks: number;
}

/** Which tasks are still to be done, by their input. */
interface TaskInput {
  readonly isOpen: boolean;
}

/** An orchestrator on a file, whose agent tells of the tasks that were left open, and ends them when it may. */
export async function openOrchestrator(path: string, doOpenTask: (signal: AbortSignal) => Promise<unknown>) {
  const store = await sqliteStore({ path });
  const orchestrator = new Orchestrator({ store, gracePeriodMs: 100 });
  orchestrator.registerAgent({
    agentType: "worker",
    name: "Worker",
    description: "Does nothing",
    capabilities: [],
    executor: async ({ input }, { signal }) =>
      (input as TaskInput).isOpen ? doOpenTask(signal) : { answer: "something short" },
  });
  return { store, orchestrator };
}

/** Begins the runs, lets all settle that may, and closes the file in the midst of the others. */
export async function prepareRuns(path: string, { runs, tasksOfRun, openTasks }: LeftRuns): Promise<void> {
  const allAreOpen = Promise.withResolvers<void>();
  // Sequential runs wait at their first open task, parallel ones at all of them.
  const expected = runs * (runs > 1 ? 1 : openTasks);
  let open = 0;
  const { store, orchestrator } = await openOrchestrator(path, (signal) => {
    if (++open === expected) allAreOpen.resolve();
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
  });
  const tasks = Array.from({ length: tasksOfRun }, (_, index) => ({
    agentType: "worker",
    description: "Do nothing",
    input: { isOpen: index >= tasksOfRun - openTasks, number: index },
  }));
  const plan: Plan = { strategy: runs > 1 ? "sequential" : "parallel", tasks };
  const handles = Array.from({ length: runs }, () => orchestrator.startRun(plan));
  for (const { settled } of handles) settled.catch(() => undefined);
  await allAreOpen.promise;
  while ((await countSettled(store)) < runs * (tasksOfRun - openTasks)) continue;
  await orchestrator.close();
  await store.close();
}

async function countSettled(store: TaskArchive): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await store.query({ kind: "tasks", status: "completed", brief: true }, cursor);
    count += page.items.length;
    ({ cursor } = page);
  } while (cursor !== undefined);
  return count;
}
