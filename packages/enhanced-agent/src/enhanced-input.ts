import { z } from "zod";

/** What the main agent takes; everything is optional, since the task's description can be the prompt. */
export interface EnhancedInput {
  /** What is asked for, in words. @default the task's description */
  readonly prompt?: string | undefined;
  /** Goes on with an earlier exchange: the `sessionId` of its result. @default a fresh one */
  readonly sessionId?: string | undefined;
  /** How many main agents stand above this one; set by a main agent that delegates to another. @default 0 */
  readonly delegationDepth?: number | undefined;
}

const shape = '{ prompt: "Research … and create a plan" }';

/** The longest `sessionId`, in characters. */
const longestSessionId = 200;

export const enhancedInputSchema = z
  .strictObject(
    {
      prompt: z
        .string({ error: `must be a text: say what is asked for, e.g. ${shape}` })
        .optional()
        .describe("What is asked for; the task's description serves when it is missing."),
      sessionId: z
        .string({ error: "must be the sessionId of an earlier result, or a text of your own" })
        .min(1, "must not be empty: leave it out for a fresh one")
        .max(longestSessionId, `must not be longer than ${longestSessionId} characters`)
        .optional()
        .describe("Goes on with an earlier exchange."),
      delegationDepth: z
        .int({ error: "must be a whole number from 0: leave it out" })
        .min(0, "must be a whole number from 0: leave it out")
        .optional()
        .describe("How many main agents stand above this one; set by main agents."),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `unknown field ${issue.keys.map((key) => `"${key}"`).join(", ")}: use prompt, sessionId`
          : `the main agent's input must be an object such as ${shape}, or missing`,
    },
  )
  .optional();
