import { BrowserError } from "../errors/browser-error.ts";
import { createDataMeter, placeData } from "./place-data.ts";
import type { Action } from "../program/action.ts";
import type { Program } from "../program/program.ts";
import { readProgram } from "../program/read-program.ts";
import type { ActionContext } from "./action-context.ts";
import type { ActionRecord, ArtifactReference } from "./action-record.ts";
import { describeAction } from "./describe-action.ts";
import type { ProgramResult } from "./program-result.ts";
import { runAction } from "./run-action.ts";
import { startTrace } from "./trace.ts";

/** How a program is run. */
export interface RunProgramOptions {
  readonly signal?: AbortSignal;
  /** Whether Playwright's trace is recorded into the artifact store; not for programs with secrets. @default false */
  readonly trace?: boolean;
  /** Told after each action, the failed one included. */
  readonly onAction?: (record: ActionRecord, index: number) => void;
}

/**
 * Checks a program and runs its actions in order, up to the first that fails.
 *
 * Rejects with `invalid_program` (the place of what is wrong in `details.path`) before anything is done; with the
 * `BrowserError` of the action that failed, whose details hold what was done before (`actions`, `data`, `artifacts`,
 * `url`) and which action it was (`index`, from 0); and with the signal's reason as soon as it aborts.
 *
 * @example
 * const { data } = await runProgram({ url: "https://example.org", actions: [{ action: "click", target: { text: "More" } }] }, context);
 */
export async function runProgram(
  program: unknown,
  context: ActionContext,
  { signal, trace = false, onAction }: RunProgramOptions = {},
): Promise<ProgramResult> {
  signal?.throwIfAborted();
  const checked = readProgram(program);
  const steps = listSteps(checked);
  const { run, secrets } = context;
  const own: ActionContext = {
    ...context,
    timeoutMs: checked.timeoutMs ?? context.timeoutMs,
    beganAt: run.runtime.now(),
  };
  const tracing = trace ? await startTrace(checked, own) : undefined;
  const records: ActionRecord[] = [];
  const artifacts: ArtifactReference[] = [];
  const meter = createDataMeter();
  let entry: ActionRecord | undefined;
  const finish = async (): Promise<Progress> => {
    const kept = await tracing?.stop();
    if (kept !== undefined) artifacts.push(kept);
    return { ...placeData(records), artifacts, url: readUrl(own) };
  };
  for (const step of steps) {
    try {
      const record = await runAction(step.action, own, signal);
      meter.add(record);
      if (record.artifact !== undefined) artifacts.push(record.artifact);
      if (step.index === undefined) {
        entry = record;
        continue;
      }
      records.push(record);
      onAction?.(record, step.index);
    } catch (error) {
      if (!BrowserError.is(error) || signal?.aborted === true) {
        await tracing?.drop();
        throw error;
      }
      const { record, ...details } = error.details as { readonly record?: ActionRecord };
      if (record !== undefined && step.index !== undefined) {
        records.push(record);
        onAction?.(record, step.index);
      }
      const progress = await finish();
      throw new BrowserError(error.reason, secrets.redact(describeFailure(step, checked, error)), {
        details: { ...details, ...progress, ...(step.index !== undefined && { index: step.index }) },
      });
    }
  }
  const title = await readTitle(own);
  const progress = await finish();
  const { requests, bytes, refusals, refused } = run.traffic;
  const recorded: Program = {
    ...(entry !== undefined && {
      url: (entry.recorded as { readonly url?: string } | undefined)?.url ?? checked.url,
    }),
    actions: records.map((record) => record.recorded ?? record.action),
    ...(checked.timeoutMs !== undefined && { timeoutMs: checked.timeoutMs }),
  };
  return secrets.redact({
    type: "run_program",
    status: "completed",
    ...progress,
    title,
    recorded,
    traffic: { requests, bytes, refusals, refused },
    dialogs: run.dialogs,
  });
}

/** An action with its place; the program's own address comes first and has none. */
interface Step {
  readonly action: Action;
  readonly index: number | undefined;
}

type Progress = Pick<ProgramResult, "actions" | "data" | "artifacts" | "url">;

function listSteps({ url, actions }: Program): readonly Step[] {
  const steps: Step[] = actions.map((action, index) => ({ action, index }));
  return url === undefined ? steps : [{ action: { action: "goto", url }, index: undefined }, ...steps];
}

function describeFailure({ action, index }: Step, { actions }: Program, error: BrowserError): string {
  if (index === undefined) return `The program's address cannot be gone to: ${error.message}`;
  return `Action ${index + 1} of ${actions.length} (${describeAction(action)}) failed: ${error.message}`;
}

function readUrl({ run, secrets }: ActionContext): string {
  try {
    return secrets.redact(run.page.url().slice(0, 2000));
  } catch {
    return "";
  }
}

/** The title is a courtesy: a page that does not answer any more has none. */
async function readTitle({ run }: ActionContext): Promise<string> {
  try {
    return (await run.within("reading the title", 1000, () => run.page.title())).slice(0, 1000);
  } catch {
    if (run.signal.aborted) throw run.signal.reason;
    return "";
  }
}
