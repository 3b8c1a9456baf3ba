import { Orchestrator, type TaskArchive, type TaskStore } from "@convoke/core";
import { nextTurn } from "./next-turn.ts";

/** Tasks of one parallel run of the load. */
const tasksOfRun = 8;

/** How a load goes on: single tasks, and every so often a parallel run. */
export interface Load {
  /** Plans that are always under way. */
  readonly inFlight: number;
  /** Tasks in all, of single ones and of runs. */
  readonly tasks: number;
  /** One of so many plans is a parallel run of `tasksOfRun` tasks; `Infinity` for none. */
  readonly runEvery: number;
  /** Lets the event loop turn between plans, as waiting for a store does. @default false */
  readonly givesWay?: boolean;
}

/** An orchestrator with an agent that does nothing. */
export function createOrchestrator(store?: TaskStore & TaskArchive): Orchestrator {
  const orchestrator = new Orchestrator({ store });
  orchestrator.registerAgent({
    agentType: "worker",
    name: "Worker",
    description: "Does nothing",
    capabilities: [],
    executor: async ({ input }) => input,
  });
  return orchestrator;
}

/** Applies a load in a closed loop: each plan begins when one has settled. Resolves with the tasks that have settled. */
export async function applyLoad(orchestrator: Orchestrator, load: Load): Promise<number> {
  let begun = 0;
  let settled = 0;
  let plans = 0;
  const specify = () => ({ agentType: "worker", description: "Do nothing", input: { number: begun++ } });

  async function goOn(): Promise<void> {
    while (begun < load.tasks) {
      if (load.givesWay === true) await nextTurn();
      if (++plans % load.runEvery !== 0) {
        await orchestrator.delegateTask(specify());
        settled += 1;
        continue;
      }
      const tasks = Array.from({ length: tasksOfRun }, specify);
      settled += (await orchestrator.executeParallel(tasks)).length;
    }
  }

  await Promise.all(Array.from({ length: load.inFlight }, goOn));
  return settled;
}
