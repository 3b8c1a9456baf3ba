import { z } from "zod";
import { greatestFigure } from "../text/figures.ts";

/** Seconds or USD of a step: sums of many of them are still exact enough. */
const figure = z.number().min(0).max(greatestFigure);
/** The last day that a date can name, in milliseconds since 1970. */
export const lastMoment = 8.64e15;

/** One step of a plan; runnable as a task. */
export const planStepSchema = z
  .object({
    id: z.string().min(1),
    agentType: z.string().min(1).optional().describe("Who does it, by type; else `capability` says who."),
    agentName: z.string().min(1).optional().describe("One agent of the type, where it must be that one."),
    capability: z.string().min(1).optional().describe("Who does it, by what is needed."),
    description: z.string().min(1),
    input: z.unknown().optional().describe("Plain data; `{ $fromTask: { id } }` stands for a step's result."),
    dependsOn: z.array(z.string()),
    estimatedTime: figure.describe("Seconds."),
    costEstimate: figure.describe("USD."),
    effort: figure.optional().describe("Multiple of the agent's usual time and cost. Default 1."),
    produces: z.array(z.string()).describe("Names of what the step makes."),
    consumes: z.array(z.string()).describe("Names of what it needs; made by a step it depends on, or given."),
    successCriterion: z.string().min(1),
    optional: z
      .boolean()
      .optional()
      .describe("True when the plan reaches its goal without it, if less well."),
  })
  .readonly();

/** By how much an estimate was corrected, because such steps took more or less than was expected before. */
const estimateCorrectionSchema = z
  .object({
    agentType: z.string().optional(),
    capability: z.string().optional(),
    timeFactor: z.number().min(0).describe("The corrected time is the expected one times this."),
    costFactor: z.number().min(0),
    seconds: z.number().min(0).optional().describe("Average of steps that were expected to take none."),
    costUsd: z.number().min(0).optional().describe("Average of steps that were expected to cost nothing."),
    samples: z.number().int().min(1).describe("Finished steps that it was learnt from."),
  })
  .readonly();

/** What a plan takes in time and money. */
export const planEstimateSchema = z
  .object({
    seconds: z.number().min(0).describe("All steps one after another."),
    makespanSeconds: z
      .number()
      .min(0)
      .describe("From the first start to the last end, each agent at its own concurrency."),
    costUsd: z.number().min(0),
    criticalPath: z.array(z.string()).describe("Ids of the longest chain of steps, in order."),
    corrections: z.array(estimateCorrectionSchema).optional().describe("What was learnt from earlier plans."),
  })
  .readonly();

/** What a plan has to keep to. */
const planLimitsSchema = z
  .object({
    maxCostUsd: z.number().min(0).optional(),
    maxDurationMs: z.number().min(0).optional().describe("Milliseconds from the start."),
    deadline: z.string().optional().describe("As it was written, e.g. “Friday”."),
    deadlineAt: z.number().max(lastMoment).optional().describe("Milliseconds since 1970."),
  })
  .readonly();

/** A goal turned into steps that `executeGraph` can run as they stand. */
export const planSchema = z
  .object({
    goal: z.string().min(1),
    method: z.string().min(1).describe("Name of the method that made the plan."),
    methods: z
      .array(z.string())
      .optional()
      .describe("Names of all methods used, those of the goal's parts included."),
    given: z.array(z.string()).describe("Names of what exists before the first step."),
    steps: z.array(planStepSchema).min(1),
    assumptions: z.array(z.string()),
    risks: z.array(z.string()),
    estimate: planEstimateSchema,
    limits: planLimitsSchema.optional().describe("Validation and execution hold the plan to them."),
  })
  .readonly();

/** One step of a plan. `estimatedTime` in seconds, `costEstimate` in USD. */
export type PlanStep = z.infer<typeof planStepSchema>;
/** One correction of estimates by what earlier steps took. */
export type EstimateCorrection = z.infer<typeof estimateCorrectionSchema>;
/** Seconds one after another and at best in parallel, USD, and the steps that decide the duration. */
export type PlanEstimate = z.infer<typeof planEstimateSchema>;
/** What a plan has to keep to: USD, milliseconds, a date. */
export type PlanLimits = z.infer<typeof planLimitsSchema>;
/** A goal turned into steps, with what was assumed and what may go wrong. */
export type Plan = z.infer<typeof planSchema>;

/** The JSON Schema of a plan, for language models, forms and other languages. */
export const planJsonSchema: Readonly<Record<string, unknown>> = /* @__PURE__ */ z.toJSONSchema(planSchema);
