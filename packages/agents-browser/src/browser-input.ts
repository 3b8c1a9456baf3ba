import { z } from "zod";
import { expectationSchema } from "./program/expectation.ts";
import type { Program } from "./program/program.ts";
import { readProgram } from "./program/read-program.ts";
import { targetSchema } from "./program/target.ts";

/** What the browser agent can be asked for, each a capability of the same name. */
export const browserTaskTypes = [
  "browse_goal",
  "run_program",
  "extract_data",
  "take_screenshot",
  "read_page",
  "check_page",
] as const;

/** One of the things that the browser agent can be asked for. */
export type BrowserTaskType = (typeof browserTaskTypes)[number];

const accepted =
  'accepted are { goal, url }, { program }, { actions, url }, { url, schema }, { type: "take_screenshot", url }, { type: "read_page", url }, ' +
  '{ type: "check_page", url, expectations }, or no input at all (then the task\'s description is the goal, and holds the address)';

/** What reads programs knows best what is wrong with them, and what was probably meant. */
const refuseBy =
  (read: (value: unknown) => unknown) =>
  (value: unknown, context: z.RefinementCtx): void => {
    try {
      read(value);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    }
  };

/**
 * The agent's input. `type` may be left out: `program` or `actions` mean run_program, `goal` browse_goal, `schema`
 * extract_data, `expectations` check_page; without any of them the task's description is the goal. A field that belongs to
 * another type is refused when the task begins.
 */
export const browserInputSchema = z
  .strictObject(
    {
      type: z
        .enum(browserTaskTypes, {
          error: (issue) =>
            `unknown type ${JSON.stringify(issue.input)}: use ${browserTaskTypes.map((type) => `"${type}"`).join(", ")}`,
        })
        .optional()
        .describe("What is asked for. Left out, the other fields tell."),
      url: z
        .string({ error: "url must be a text" })
        .min(1)
        .max(8192)
        .optional()
        .describe("The address at which to begin."),
      goal: z
        .string({ error: 'goal must be a text, e.g. "Search for lamps and open the cheapest"' })
        .optional()
        .describe("What shall be reached, in plain words."),
      program: z
        .custom<Program>()
        .superRefine(refuseBy(readProgram))
        .optional()
        .describe("A program of actions with its name and its version."),
      actions: z
        .custom<Program["actions"]>()
        .superRefine(refuseBy((actions) => readProgram({ actions })))
        .optional()
        .describe("A program's actions, without the program around them."),
      schema: z
        .custom<object>((value) => typeof value === "object" && value !== null, {
          error: "schema must be a JSON Schema or a zod schema",
        })
        .optional()
        .describe("JSON Schema of the data to extract; in process also a zod schema."),
      target: targetSchema
        .optional()
        .describe("The part of the page that is meant; the whole when left out."),
      rows: z.string().min(1).max(1000).optional().describe("For extract_data: CSS of the rows."),
      fields: z
        .record(z.string().max(200), z.string().min(1).max(1000))
        .optional()
        .describe("For extract_data: CSS of each property within a row."),
      expectations: z
        .array(expectationSchema)
        .min(1)
        .max(100)
        .optional()
        .describe("For check_page: what shall hold on the page."),
      expect: expectationSchema.optional().describe("For browse_goal: what must hold in the end."),
      screenshot: z
        .boolean()
        .optional()
        .describe("For browse_goal and run_program: also takes a screenshot at the end."),
      fullPage: z.boolean().optional().describe("For take_screenshot: the page beyond the window, too."),
      trace: z
        .boolean()
        .optional()
        .describe("For browse_goal and run_program: keeps a Playwright trace among the artifacts."),
      maxSteps: z.int().min(1).max(500).optional().describe("For browse_goal: actions at most."),
      timeoutMs: z
        .int()
        .min(1)
        .max(300_000)
        .optional()
        .describe("Milliseconds for an action that names none."),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `unknown field ${issue.keys.map((key) => `"${key}"`).join(", ")}; ${accepted}`
          : `the browser's input must be an object; ${accepted}`,
    },
  )
  .optional();

/** What a caller may pass to the browser agent. */
export type BrowserInput = z.input<typeof browserInputSchema>;

/** The input as the agent works with it. */
export type BrowserRequestInput = z.output<typeof browserInputSchema>;
