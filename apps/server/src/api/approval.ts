import { z } from "@hono/zod-openapi";

/** A question that a task waits for an answer to. */
export const approvalSchema = z
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

/** An answer: any JSON; actions of the main agent take `{ approved: boolean, reason?: string }` */
export const answerRequestSchema = z
  .strictObject({
    taskId: z.string().min(1),
    key: z.string().min(1),
    value: z.unknown(),
  })
  .openapi("Answer");
