import { z } from "@hono/zod-openapi";

const text = z.string().min(1).max(100_000);
const name = z.string().min(1).max(200);
const identifier = name.regex(/^[^/]+$/, "must not contain /");

export const budgetSchema = z
  .strictObject({
    maxCostUsd: z.number().nonnegative().optional(),
    maxTokens: z.int().nonnegative().optional(),
    maxTasks: z.int().nonnegative().optional(),
    maxDurationMs: z.number().positive().optional(),
    maxDepth: z.int().nonnegative().optional(),
    assumeCostUsd: z.number().nonnegative().optional(),
    assumeTokens: z.int().nonnegative().optional(),
  })
  .openapi("Budget");

const retrySchema = z.strictObject({
  attempts: z.int().min(1).max(100),
  backoff: z
    .strictObject({
      initialMs: z.number().nonnegative().optional(),
      factor: z.number().min(1).optional(),
      maxMs: z.number().nonnegative().optional(),
      jitter: z.number().min(0).max(1).optional(),
    })
    .optional(),
});

/** A task as it is asked for; `{ "$fromTask": { "id", "path" } }` within `input` stands for a result of an earlier one. */
export const taskSpecSchema = z
  .strictObject({
    agentType: name.optional(),
    capability: name.optional(),
    agentName: name.optional(),
    description: text,
    input: z.unknown().optional(),
    id: identifier.optional(),
    strict: z.boolean().optional(),
    dependsOn: z.array(identifier).optional(),
    timeoutMs: z.number().positive().optional(),
    attemptTimeoutMs: z.number().positive().optional(),
    retry: retrySchema.optional(),
    fallback: z.array(name).optional(),
    budget: budgetSchema.optional(),
    priority: z.number().optional(),
  })
  .openapi("TaskSpec");

const tasks = z.array(taskSpecSchema).max(10_000);
const concurrency = z.int().positive().optional();

/** A run as data: any strategy. */
export const planSchema = z
  .discriminatedUnion("strategy", [
    z.strictObject({ strategy: z.literal("task"), task: taskSpecSchema }),
    z.strictObject({ strategy: z.literal("sequential"), tasks }),
    z.strictObject({ strategy: z.literal("parallel"), tasks, concurrency }),
    z.strictObject({ strategy: z.literal("graph"), tasks, concurrency }),
    z.strictObject({
      strategy: z.literal("hierarchical"),
      mainTask: text,
      subtasks: tasks,
      aggregationStrategy: z.enum(["concat", "vote", "merge"]).optional(),
      onFailure: z
        .union([z.enum(["continue", "stop"]), z.strictObject({ quorum: z.int().positive() })])
        .optional(),
      concurrency,
    }),
    z.strictObject({
      strategy: z.literal("consensus"),
      task: text,
      agents: z.array(name).min(1).max(1_000),
      input: z.unknown().optional(),
      capability: name.optional(),
      minAgreement: z.number().gt(0).max(1),
      weights: z.array(z.number().positive()).optional(),
      equivalence: z.unknown().optional(),
      onVoterFailure: z.unknown().optional(),
      earlyStop: z
        .union([z.enum(["decided", "never"]), z.strictObject({ confidence: z.number().gt(0).lt(1) })])
        .optional(),
      concurrency,
      timeoutMs: z.number().positive().optional(),
      attemptTimeoutMs: z.number().positive().optional(),
      retry: retrySchema.optional(),
      priority: z.number().optional(),
    }),
  ])
  .openapi("Plan");
export type PlanBody = z.infer<typeof planSchema>;
export type TaskSpecBody = z.infer<typeof taskSpecSchema>;

/** What `POST /api/runs` takes: a plan, or a prompt for the main agent. */
export const runRequestSchema = z
  .union([
    z.strictObject({ plan: planSchema, budget: budgetSchema.optional() }),
    z.strictObject({
      prompt: text,
      /** Goes on with an earlier conversation. */
      sessionId: name.optional(),
      budget: budgetSchema.optional(),
    }),
  ])
  .openapi("RunRequest");
export type RunRequest = z.infer<typeof runRequestSchema>;

/** What a plan will take in time and money, before anything runs. */
export const estimateSchema = z
  .object({
    seconds: z.number(),
    costUsd: z.number(),
    tokens: z.number(),
    tasks: z.int(),
    missing: z
      .array(
        z.object({
          agentType: z.string().optional(),
          agentName: z.string().optional(),
          capability: z.string().optional(),
          missing: z.array(z.enum(["agent", "estimatedTime", "costEstimate"])).readonly(),
        }),
      )
      .readonly(),
  })
  .openapi("Estimate");
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;
