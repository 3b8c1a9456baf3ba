import { z } from "@hono/zod-openapi";
import { ErrorCode } from "@convoke/core";
import { budgetSchema } from "./plan.ts";
import { amountOfSpendSchema, taskBriefSchema } from "./task.ts";

export const runStatusSchema = z.enum(["running", "completed", "failed", "cancelled"]);
export const strategySchema = z.enum([
  "task",
  "sequential",
  "parallel",
  "hierarchical",
  "consensus",
  "graph",
]);

/** A run in a listing. */
export const runSummarySchema = z
  .object({
    runId: z.string(),
    strategy: strategySchema,
    /** What the run is for, in words. */
    title: z.string(),
    status: runStatusSchema,
    createdAt: z.number(),
    finishedAt: z.number().optional(),
    /** Why it was stopped, of a run that did not end by itself. */
    stop: z.object({ code: z.enum(Object.values(ErrorCode)), message: z.string() }).optional(),
    /** How many of its tasks stand how. */
    tasks: z.object({
      pending: z.int(),
      in_progress: z.int(),
      completed: z.int(),
      failed: z.int(),
      cancelled: z.int(),
    }),
    agentTypes: z.array(z.string()).readonly(),
    spend: amountOfSpendSchema,
    /** Questions to people that are open now. */
    openApprovals: z.int(),
  })
  .openapi("RunSummary");
export type RunSummary = Readonly<z.infer<typeof runSummarySchema>>;

export const runListSchema = z
  .object({
    items: z.array(runSummarySchema).readonly(),
    /** Continues the listing; absent at its end. */
    cursor: z.string().optional(),
  })
  .openapi("RunList");
export type RunList = Readonly<z.infer<typeof runListSchema>>;

export const runListQuerySchema = z.object({
  status: runStatusSchema.optional(),
  strategy: strategySchema.optional(),
  agentType: z.string().optional(),
  /** A part of the title or of the id. */
  search: z.string().max(200).optional(),
  cursor: z.string().optional(),
});

/** A run with everything but the inputs and results of its tasks; those are asked for by task. */
export const runDetailSchema = z
  .object({
    run: runSummarySchema,
    /** As it was submitted. */
    plan: z.unknown(),
    budget: budgetSchema.optional(),
    /** In the order in which they were created, children included. */
    tasks: z.array(taskBriefSchema).readonly(),
    /** What the strategy returned, of a run that has ended: `HierarchicalOutcome`, `ConsensusOutcome`; lists of tasks are left out. */
    outcome: z.unknown().optional(),
    /** Events after this one are not contained yet: what to pass as `Last-Event-ID`. */
    cursor: z.int(),
  })
  .openapi("RunDetail");
export type RunDetail = Readonly<z.infer<typeof runDetailSchema>>;
