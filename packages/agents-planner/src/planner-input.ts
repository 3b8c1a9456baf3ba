import { z } from "zod";

const notText = 'must be a text: give the goal in words, e.g. { task: "Build a REST API for invoices" }';

const nameList = z.array(z.string({ error: "must be a list of names" }), {
  error: "must be a list of names",
});

/** Conditions beside the goal. Money in USD, time in milliseconds. */
const plannerConstraintsSchema = z.looseObject({
  technologies: nameList.optional().describe("What the result shall be made with."),
  without: nameList.optional().describe("What the result shall not have or use."),
  maxCostUsd: z.number().min(0, "must not be negative").optional(),
  maxDurationMs: z.number().min(0, "must not be negative").optional(),
  notes: z.string().optional().describe("Anything else, repeated among the plan's assumptions."),
});

/** What the planner takes; everything is optional, since the task's description can be the goal. */
export const plannerInputSchema = z
  .looseObject(
    {
      type: z
        .enum(["create_plan", "validate_plan", "bring_together"], {
          error: (issue) =>
            `unknown type ${JSON.stringify(issue.input)}: use "create_plan", "validate_plan" or "bring_together"`,
        })
        .optional(),
      task: z
        .string({ error: notText })
        .optional()
        .describe("The goal; the task's description serves when it is missing."),
      constraints: z
        .union([z.string(), z.array(z.string()), plannerConstraintsSchema], {
          error:
            "constraints must be a text, a list of texts, or { technologies, without, maxCostUsd, maxDurationMs, notes }",
        })
        .nullish(),
      research: z
        .unknown()
        .optional()
        .describe("What is known: a knowledge agent's result, text, or other JSON. null: none."),
      results: z
        .record(z.string(), z.unknown())
        .optional()
        .describe("For bring_together: further results by name."),
      plan: z.unknown().optional().describe("For validate_plan: the plan to look at."),
    },
    {
      error:
        'the planner\'s input must be an object such as { task: "Build a REST API for invoices" }, or missing',
    },
  )
  .optional();

/** Conditions beside the goal; what they contradict in it is refused. */
export interface PlannerConstraints {
  readonly technologies?: readonly string[] | undefined;
  readonly without?: readonly string[] | undefined;
  /** USD. */
  readonly maxCostUsd?: number | undefined;
  /** Milliseconds. */
  readonly maxDurationMs?: number | undefined;
  readonly notes?: string | undefined;
}

/** What the planner takes; a field of another name is reported among the plan's assumptions. */
export interface PlannerInput {
  /** @default "create_plan" */
  readonly type?: "create_plan" | "validate_plan" | "bring_together" | undefined;
  /** The goal in words. @default the task's description */
  readonly task?: string | undefined;
  readonly constraints?: string | readonly string[] | PlannerConstraints | null | undefined;
  /** A knowledge agent's result, several of them, text, or other JSON; `null` uses none. */
  readonly research?: unknown;
  /** For `bring_together`: further results by name. */
  readonly results?: Readonly<Record<string, unknown>> | undefined;
  /** For `validate_plan`. */
  readonly plan?: unknown;
}

/** The names that an input may carry; others are reported in the plan's assumptions. */
export const plannerInputFields: ReadonlySet<string> = new Set([
  "type",
  "task",
  "constraints",
  "research",
  "results",
  "plan",
]);
