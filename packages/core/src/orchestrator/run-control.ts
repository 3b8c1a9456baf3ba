import { Budget } from "../budget/budget.ts";
import { validateLimits } from "../budget/validate-limits.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import { describeCancel } from "../tasks/describe-cancel.ts";
import { stopFor } from "../tasks/failure.ts";
import type { RunState } from "../tasks/run-state.ts";
import { validateKey } from "../tasks/validate-spec.ts";
import { stopRun } from "./active-run.ts";
import { runOptionNames } from "./plan-fields.ts";
import type { RunOptions } from "./run-options.ts";
import { nameOfCall } from "./run-plan.ts";
import type { Plan } from "../strategies/plan.ts";

/** Throws `invalid_argument` for options that cannot be kept. */
export function validateRunOptions(options: RunOptions, strategy: Plan["strategy"]): void {
  const where = nameOfCall[strategy];
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const message = `${where}: the options must be an object { ${runOptionNames.join(", ")} }, not ${showValue(options)}`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
  }
  refuseUnknownNames(options, runOptionNames, `${where}: unknown option`);
  const { id, budget, signal } = options;
  if (id !== undefined) validateKey(id, "id", where);
  if (budget !== undefined) validateLimits(budget, "the run");
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: signal must be an AbortSignal`);
  }
}

/** Puts a run under its budget and its signal. */
export function boundRun(run: RunState, above: Budget | undefined, { budget, signal }: RunOptions): void {
  const { kernel } = run;
  const { history, startedAt = kernel.runtime.now() } = run.extra ?? {};
  run.budget = above;
  if (budget !== undefined) run.budget = new Budget(budget, `run ${run.runId}`, startedAt, 0, above);
  if (history !== undefined && run.budget !== undefined) {
    run.budget.spend(history.spentBy(() => true));
    run.budget.countEarlier(history.countStarted(() => true));
  }
  const releases: (() => void)[] = [];
  for (let node = run.budget; node !== undefined; node = node.parent) {
    const release = followDeadline(run, node);
    if (release !== undefined) releases.push(release);
  }
  if (signal !== undefined) releases.push(followSignal(run, signal));
  if (releases.length === 0) return;
  const earlier = run.extra?.release;
  run.needed.release = () => {
    earlier?.();
    for (const release of releases) release();
  };
}

function followDeadline(run: RunState, { deadline, owner, limits }: Budget): (() => void) | undefined {
  const { maxDurationMs } = limits;
  if (maxDurationMs === undefined || maxDurationMs === Infinity) return undefined;
  const { runtime } = run.kernel;
  const message = `The budget of ${owner} is exceeded: maxDurationMs ${maxDurationMs}`;
  const details = { budget: owner, limit: "maxDurationMs", allowed: maxDurationMs };
  return runtime.schedule(
    () =>
      stopRun(
        run,
        stopFor("failed", new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, message, { details })),
      ),
    Math.max(0, deadline - runtime.now()),
  );
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
