import { z } from "zod";

/** One step of a plan; runnable as a task. */
export const planStepSchema = z
  .object({
    id: z.string().min(1),
    agentType: z.string().min(1).optional().describe("Who does it, by type; else `capability` says who."),
    capability: z.string().min(1).optional().describe("Who does it, by what is needed."),
    description: z.string().min(1),
    input: z.unknown().optional().describe("Plain data; `{ $fromTask: { id } }` stands for a step's result."),
    dependsOn: z.array(z.string()),
    estimatedTime: z.number().min(0).describe("Seconds."),
    costEstimate: z.number().min(0).describe("USD."),
    produces: z.array(z.string()).describe("Names of what the step makes."),
    consumes: z.array(z.string()).describe("Names of what it needs; made by a step it depends on, or given."),
    successCriterion: z.string().min(1),
  })
  .readonly();

/** What a plan takes in time and money. */
export const planEstimateSchema = z
  .object({
    seconds: z.number().min(0).describe("All steps one after another."),
    makespanSeconds: z.number().min(0).describe("Independent steps at once, agents without limit."),
    costUsd: z.number().min(0),
    criticalPath: z.array(z.string()).describe("Ids of the steps that decide the makespan, in order."),
  })
  .readonly();

/** A goal turned into steps that `executeGraph` can run as they stand. */
export const planSchema = z
  .object({
    goal: z.string().min(1),
    method: z.string().min(1).describe("Name of the method that made the plan."),
    given: z.array(z.string()).describe("Names of what exists before the first step."),
    steps: z.array(planStepSchema).min(1),
    assumptions: z.array(z.string()),
    risks: z.array(z.string()),
    estimate: planEstimateSchema,
  })
  .readonly();

/** One step of a plan. `estimatedTime` in seconds, `costEstimate` in USD. */
export type PlanStep = z.infer<typeof planStepSchema>;
/** Seconds one after another and at best in parallel, USD, and the steps that decide the duration. */
export type PlanEstimate = z.infer<typeof planEstimateSchema>;
/** A goal turned into steps, with what was assumed and what may go wrong. */
export type Plan = z.infer<typeof planSchema>;
