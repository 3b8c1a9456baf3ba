import { z } from "zod";
import { replanStrategies, type ReplanStrategy } from "./replan/replanning.ts";

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
  deadline: z.string().optional().describe("A date in words or as 2026-12-24; the whole of that day counts."),
  notes: z.string().optional().describe("Anything else, repeated among the plan's assumptions."),
});

/** What the planner can be asked for, each a capability of the same name. */
const plannerTaskTypes = [
  "create_plan",
  "refine_plan",
  "validate_plan",
  "schedule_plan",
  "estimate",
  "replan",
  "bring_together",
  "count_votes",
] as const;

/** One of the things that the planner can be asked for. */
export type PlannerTaskType = (typeof plannerTaskTypes)[number];

/** What the planner takes; everything is optional, since the task's description can be the goal. */
export const plannerInputSchema = z
  .looseObject(
    {
      type: z
        .enum(plannerTaskTypes, {
          error: (issue) =>
            `unknown type ${JSON.stringify(issue.input)}: use ${plannerTaskTypes.map((type) => `"${type}"`).join(", ")}`,
        })
        .optional(),
      task: z
        .string({ error: notText })
        .optional()
        .describe(
          "The goal, or for refine_plan the change; the task's description serves when it is missing.",
        ),
      constraints: z
        .union([z.string(), z.array(z.string()), plannerConstraintsSchema], {
          error:
            "constraints must be a text, a list of texts, or { technologies, without, maxCostUsd, maxDurationMs, deadline, notes }",
        })
        .nullish(),
      research: z
        .unknown()
        .optional()
        .describe("What is known: a knowledge agent's result, text, or other JSON. null: none."),
      results: z
        // a record schema would drop what is named "__proto__" without a word
        .custom<Readonly<Record<string, unknown>>>(isRecord, {
          error: 'must be an object of results by name, e.g. { ada: "tea" }',
        })
        .optional()
        .describe("For bring_together and count_votes: further results by name."),
      plan: z
        .unknown()
        .optional()
        .describe("The plan to refine, validate, schedule, estimate or replan; wrap it in literal()."),
      outcomes: z
        .unknown()
        .optional()
        .describe(
          "For replan: { id, status, result?, error?, code? } per step, task records, or an execution; wrap it in literal().",
        ),
      strategies: z
        .array(z.enum(replanStrategies), {
          error: `must be a list of ${replanStrategies.map((name) => `"${name}"`).join(", ")}`,
        })
        .optional()
        .describe('For replan: tried in this order. Default all but "ask".'),
      options: z
        .array(z.string(), { error: "must be a list of the names that can be voted for" })
        .optional()
        .describe("For count_votes: what can be voted for."),
      minAgreement: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe("For count_votes: the share of votes that decides. Default 0.5."),
    },
    {
      error:
        'the planner\'s input must be an object such as { task: "Build a REST API for invoices" }, or missing',
    },
  )
  .optional();

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Conditions beside the goal; what they contradict in it is refused, and so are other names than these.
 *
 * All together take 10,000 characters, each list 100 entries.
 */
export interface PlannerConstraints {
  readonly technologies?: readonly string[] | undefined;
  readonly without?: readonly string[] | undefined;
  /** USD. */
  readonly maxCostUsd?: number | undefined;
  /** Milliseconds. */
  readonly maxDurationMs?: number | undefined;
  /** A date in words ("Friday") or as `2026-12-24`; the whole of that day counts. */
  readonly deadline?: string | undefined;
  readonly notes?: string | undefined;
}

/** What the planner takes; a field of another name is reported among the plan's assumptions. */
export interface PlannerInput {
  /** @default the capability asked for, else "create_plan" */
  readonly type?: PlannerTaskType | undefined;
  /** The goal in words; for `refine_plan` the change. @default the task's description */
  readonly task?: string | undefined;
  readonly constraints?: string | readonly string[] | PlannerConstraints | null | undefined;
  /** A knowledge agent's result, several of them, text, or other JSON; `null` uses none. */
  readonly research?: unknown;
  /** For `bring_together` and `count_votes`: further results by name. */
  readonly results?: Readonly<Record<string, unknown>> | undefined;
  /** The plan to refine, validate, schedule, estimate or replan, as `literal(plan)`. */
  readonly plan?: unknown;
  /** For `replan`: a list of `StepOutcome` or of task records, or a `PlanExecution`, whose plan serves when there is no other; as `literal(…)`. */
  readonly outcomes?: unknown;
  /** For `replan`: tried in this order; `ask` makes the task wait for an answer. @default all but `"ask"` */
  readonly strategies?: readonly ReplanStrategy[] | undefined;
  /** For `count_votes`: what can be voted for. @default whatever the votes name */
  readonly options?: readonly string[] | undefined;
  /** For `count_votes`: the share of votes that decides, from 0 to 1. @default 0.5 */
  readonly minAgreement?: number | undefined;
}

/** The names that an input may carry; others are reported in the plan's assumptions. */
export const plannerInputFields: ReadonlySet<string> = new Set([
  "type",
  "task",
  "constraints",
  "research",
  "results",
  "plan",
  "outcomes",
  "strategies",
  "options",
  "minAgreement",
]);
