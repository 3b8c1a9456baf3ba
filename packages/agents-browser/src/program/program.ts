import { z } from "zod";
import { type Action, actionSchema } from "./action.ts";

/** Actions in order; the first one that fails ends the program. */
export interface Program {
  /** Gone to before the first action. */
  readonly url?: string | undefined;
  readonly actions: readonly Action[];
  /** Milliseconds for each action that names none. @default 10,000 */
  readonly timeoutMs?: number | undefined;
}

const mostActions = 1000;

export const programSchema: z.ZodType<Program> = z.strictObject({
  url: z.string().min(1).max(8192).optional(),
  actions: z.array(actionSchema).max(mostActions),
  timeoutMs: z.int().min(1).max(300_000).optional(),
});
