import { ErrorCode } from "../errors/error-code.ts";
import type { StoredRun } from "../stores/task-store.ts";
import type { Plan } from "../strategies/plan.ts";
import { RunHistory } from "../tasks/run-history.ts";
import type { RunState } from "../tasks/run-state.ts";
import { beginRun } from "./active-run.ts";
import type { Durability } from "./durability.ts";
import { checkSameStrategy, recallStop } from "./known-run.ts";
import type { PlanFunctions } from "./plan-functions.ts";
import { countTasks } from "./run-plan.ts";
import { readStoredPlan } from "./stored-plan.ts";

/**
 * Gives a run the outcome that the store knows: its plan over its records, without executing or writing
 * anything. False when it has not ended yet.
 */
export async function recallRun(
  durability: Durability,
  functions: PlanFunctions,
  run: RunState,
  plan: Plan,
): Promise<boolean> {
  const stored = await durability.load(run.runId);
  if (stored === undefined || stored.status === "running") return false;
  const { plan: storedPlan } = readStoredPlan(stored.plan);
  checkSameStrategy(run.runId, storedPlan, plan);
  replayRun(run, stored, functions);
  return true;
}

/** Runs the plan of a run that has ended over its records. Throws `not_registered` when a function of it is missing here. */
export function replayRun(run: RunState, stored: StoredRun, functions: PlanFunctions): void {
  const { plan: bare, functions: names } = readStoredPlan(stored.plan);
  // One that has ended its processes was ended without its functions, which may be to blame.
  const used = stored.stop?.code === ErrorCode.CRASH_LOOP ? undefined : names;
  const missing = functions.findMissing(used);
  if (missing !== undefined) throw missing;
  const plan = functions.restore(bare, used);
  const extra = run.needed;
  extra.history = new RunHistory(stored);
  // It was told and paid for when it happened.
  extra.told = true;
  run.sequence = stored.sequence;
  run.stopped = recallStop(stored, countTasks(plan));
  beginRun(run, plan);
}
