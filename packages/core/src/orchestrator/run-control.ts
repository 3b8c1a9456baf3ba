import { Budget } from "../budget/budget.ts";
import { validateLimits } from "../budget/validate-limits.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { describeCancel } from "../tasks/describe-cancel.ts";
import { stopFor } from "../tasks/failure.ts";
import type { RunState } from "../tasks/run-state.ts";
import { validateKey } from "../tasks/validate-spec.ts";
import { stopRun } from "./active-run.ts";
import type { RunOptions } from "./run-options.ts";

/** Throws `invalid_argument` for options that cannot be kept. */
export function validateRunOptions({ id, budget, signal }: RunOptions, where: string): void {
  if (id !== undefined) validateKey(id, "id", where);
  if (budget !== undefined) validateLimits(budget, "the run");
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: signal must be an AbortSignal`);
  }
}

/** Puts a run under its budget and its signal. */
export function boundRun(run: RunState, above: Budget | undefined, { budget, signal }: RunOptions): void {
  run.budget = above;
  const releases: (() => void)[] = [];
  if (budget !== undefined) {
    const owner = `run ${run.runId}`;
    run.budget = new Budget(budget, owner, run.kernel.runtime.now(), 0, above);
    const spent = run.history?.spentBy(() => true);
    if (spent !== undefined) run.budget.spend(spent);
  } else if (above !== undefined && run.history !== undefined) {
    above.spend(run.history.spentBy(() => true));
  }
  const { limits, owner } = run.budget ?? {};
  if (limits?.maxDurationMs !== undefined && run.budget !== undefined) {
    const remainingMs = Math.max(0, run.budget.deadline - run.kernel.runtime.now());
    const message = `The budget of ${owner} is exceeded: maxDurationMs ${limits.maxDurationMs}`;
    const details = { budget: owner, limit: "maxDurationMs", allowed: limits.maxDurationMs };
    const stop = stopFor("failed", new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, message, { details }));
    releases.push(run.kernel.runtime.schedule(() => stopRun(run, stop), remainingMs));
  }
  if (signal !== undefined) releases.push(followSignal(run, signal));
  if (releases.length > 0) run.release = () => releases.forEach((release) => release());
}

function followSignal(run: RunState, signal: AbortSignal): () => void {
  const cancel = (): void => stopRun(run, describeCancel(describeThrown(signal.reason)));
  if (signal.aborted) {
    cancel();
    return () => undefined;
  }
  signal.addEventListener("abort", cancel, { once: true });
  return () => signal.removeEventListener("abort", cancel);
}
