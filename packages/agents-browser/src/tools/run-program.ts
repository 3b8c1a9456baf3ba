import { z } from "zod";
import type { ActionContext } from "../actions/action-context.ts";
import type { ProgramResult } from "../actions/program-result.ts";
import { runProgram, type RunProgramOptions } from "../actions/run-program.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { programSchema } from "../program/program.ts";
import { actionSchema } from "../program/action.ts";

/** The input of `run_program`: a program, or its parts. */
export const runProgramInputSchema = z.union([
  z.strictObject({ program: programSchema, trace: z.boolean().optional() }),
  z.strictObject({
    url: z.string().min(1).max(8192).optional(),
    actions: z.array(actionSchema).max(1000),
    timeoutMs: z.int().min(1).max(300_000).optional(),
    trace: z.boolean().optional(),
  }),
]);

const fieldNames: readonly string[] = ["program", "url", "actions", "timeoutMs", "trace"];

/**
 * Runs the program of a `run_program` task: `{ program, url?, trace? }` or `{ actions, url?, timeoutMs?, trace? }`; a `url`
 * beside a program is gone to in place of the program's own. Rejects as `runProgram` does, with `invalid_program` for
 * an input that is none.
 */
export async function runProgramTool(
  input: unknown,
  context: ActionContext,
  options: Omit<RunProgramOptions, "trace"> = {},
): Promise<ProgramResult> {
  const { program, trace } = readInput(input);
  return runProgram(program, context, { ...options, trace });
}

function readInput(input: unknown): { readonly program: unknown; readonly trace: boolean } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw refuse("The input is no object; pass { actions: [...] } or { program }.", "");
  }
  const { program, trace = false, ...rest } = input as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(rest).find((name) => !fieldNames.includes(name));
  if (unknown !== undefined)
    throw refuse(`The input has an unknown field ${JSON.stringify(unknown.slice(0, 100))}.`, unknown);
  if (typeof trace !== "boolean") throw refuse("The input's trace is neither true nor false.", "trace");
  if (program === undefined) return { program: rest, trace };
  if (rest["actions"] !== undefined)
    throw refuse("The input has a program and actions; pass one of them.", "actions");
  if (typeof program !== "object" || program === null)
    throw refuse("The input's program is no object.", "program");
  return { program: { ...program, ...rest }, trace };
}

function refuse(message: string, path: string): BrowserError {
  return new BrowserError("invalid_program", message, { details: { path: path.slice(0, 100) } });
}
