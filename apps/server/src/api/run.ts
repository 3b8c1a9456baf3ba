import { z } from "@hono/zod-openapi";
import { ErrorCode } from "@convoke/core";
import { outcomeSchema } from "./outcome.ts";
import { budgetSchema } from "./plan.ts";
import { amountOfSpendSchema, taskBriefSchema } from "./task.ts";

const runStatusSchema = z.enum(["running", "completed", "failed", "cancelled"]);
const strategySchema = z.enum(["task", "sequential", "parallel", "hierarchical", "consensus", "graph"]);

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

/** What `POST /api/runs` answers. */
export const startedRunSchema = z.object({ runId: z.string() }).openapi("StartedRun");

export const runListQuerySchema = z.strictObject({
  status: runStatusSchema.optional(),
  strategy: strategySchema.optional(),
  agentType: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "The type of an agent that worked, or was asked, for one of its tasks." }),
  search: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "A part of the title or of the id, in any case of its letters." }),
  cursor: z.string().max(1_000).optional().openapi({ description: "The `cursor` of an earlier answer." }),
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
    /** What the strategy returned, of a run that has ended: `HierarchicalOutcome`, `ConsensusOutcome`; lists of tasks are left out. Other strategies return their tasks only. */
    outcome: outcomeSchema.optional(),
    /** Events after this one are not contained yet: what to pass as `Last-Event-ID`. */
    cursor: z.int(),
  })
  .openapi("RunDetail");
export type RunDetail = Readonly<z.infer<typeof runDetailSchema>>;
