import { z } from "@hono/zod-openapi";

/** A question that a task waits for an answer to. */
const approvalSchema = z
  .object({
    taskId: z.string(),
    runId: z.string(),
    key: z.string(),
    /** Of the task that waits. */
    agentType: z.string(),
    agentName: z.string().optional(),
    /** What the waiting task is for: why it is asked. */
    description: z.string(),
    runTitle: z.string(),
    /** Of an action of the main agent: its name. */
    action: z.string().optional(),
    /** What is asked: the action as it would be performed. */
    shown: z.string().optional(),
    since: z.number(),
  })
  .openapi("Approval");
export type Approval = Readonly<z.infer<typeof approvalSchema>>;

export const approvalListSchema = z
  .object({ items: z.array(approvalSchema).readonly() })
  .openapi("ApprovalList");

/** What an action of the main agent is answered with. */
export const decisionSchema = z
  .union([z.boolean(), z.strictObject({ approved: z.boolean(), reason: z.string().max(500).optional() })], {
    error: 'must be true, false or { "approved": true or false, "reason": … }',
  })
  .openapi("Decision");

/** An answer: any JSON; actions of the main agent take `true`, `false` or `{ approved: boolean, reason?: string }` */
export const answerRequestSchema = z
  .strictObject({
    taskId: z.string().min(1).max(10_000),
    key: z.string().min(1).max(1_000),
    value: z.unknown(),
  })
  .openapi("Answer", {
    description: "The answer to a question: any JSON; an action of the main agent takes a `Decision`.",
    example: { taskId: "run-1", key: "approve-1", value: { approved: true } },
  });

/** What was answered. */
export const answeredSchema = z.object({ taskId: z.string(), key: z.string() }).openapi("Answered");
