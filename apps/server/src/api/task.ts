import { z } from "@hono/zod-openapi";
import { ErrorCode } from "@convoke/core";

export const taskStatusSchema = z.enum(["pending", "in_progress", "completed", "failed", "cancelled"]);

const amountSchema = z.object({ costUsd: z.number(), tokens: z.number() });

export const failureSchema = z.object({
  code: z.enum(Object.values(ErrorCode)),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

const taskFields = {
  taskId: z.string(),
  runId: z.string(),
  parentId: z.string().optional(),
  agentType: z.string(),
  agentName: z.string().optional(),
  agentVersion: z.string().optional(),
  capability: z.string().optional(),
  description: z.string(),
  status: taskStatusSchema,
  error: z.string().optional(),
  failure: failureSchema.optional(),
  attempts: z.int(),
  priority: z.number().optional(),
  spend: amountSchema.optional(),
  createdAt: z.number(),
  startedAt: z.number().optional(),
  finishedAt: z.number().optional(),
};

/** A task without its input and its result, which may be large. */
export const taskBriefSchema = z.object(taskFields).openapi("TaskBrief");
export type TaskBrief = Readonly<z.infer<typeof taskBriefSchema>>;

/** The record of one task. */
export const taskSchema = z
  .object({ ...taskFields, input: z.unknown(), result: z.unknown().optional() })
  .openapi("Task");

/** An attempt that failed, and what came after it. */
const attemptFailureSchema = z.object({
  attempt: z.int(),
  agentType: z.string(),
  agentName: z.string(),
  failure: failureSchema,
  sequel: z.enum(["retry", "fallback", "end"]),
  delayMs: z.number(),
  at: z.number(),
});

/** A task with what its run's events tell of it. */
export const taskDetailSchema = z
  .object({
    task: taskSchema,
    failedAttempts: z.array(attemptFailureSchema).readonly(),
    /** Keys for which the task waits for an answer. */
    waitingFor: z.array(z.string()).readonly(),
  })
  .openapi("TaskDetail");
export type TaskDetail = Readonly<z.infer<typeof taskDetailSchema>>;

export const amountOfSpendSchema = amountSchema;
