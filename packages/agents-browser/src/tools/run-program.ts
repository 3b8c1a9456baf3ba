import type { ActionContext } from "../actions/action-context.ts";
import type { ProgramResult } from "../actions/program-result.ts";
import { runProgram, type RunProgramOptions } from "../actions/run-program.ts";
import type { BrowserRequestOf } from "./browser-request.ts";

/**
 * Runs the program of a `run_program` task; a `url` beside it is gone to in place of the program's own. Rejects as
 * `runProgram` does.
 */
export async function runProgramTool(
  { program, url, trace = false, screenshot = false }: BrowserRequestOf<"run_program">,
  context: ActionContext,
  options: Omit<RunProgramOptions, "trace"> = {},
): Promise<ProgramResult> {
  const { actions } = program;
  const asked = screenshot ? [...actions, { action: "screenshot", as: "last" } as const] : actions;
  return runProgram({ ...program, ...(url !== undefined && { url }), actions: asked }, context, {
    ...options,
    trace,
  });
}
