import { z } from "@hono/zod-openapi";

const text = z.string().min(1).max(100_000);
const name = z.string().min(1).max(200);

/** How ids may be written: they become parts of addresses, where `/` separates and `.` and `..` would be resolved. */
const identifierSchema = name
  .regex(/^[^/\p{C}]+$/u, "must not contain / or characters that cannot be seen")
  .regex(/^(?!\.{1,2}$)/, "must not be . or ..");

/** A span of time in milliseconds. */
const duration = z.number().positive();

export const budgetSchema = z
  .strictObject({
    maxCostUsd: z.number().nonnegative().optional(),
    maxTokens: z.int().nonnegative().optional(),
    maxTasks: z.int().nonnegative().optional(),
    maxDurationMs: duration.optional(),
    maxDepth: z.int().nonnegative().optional(),
    assumeCostUsd: z.number().nonnegative().optional(),
    assumeTokens: z.int().nonnegative().optional(),
  })
  .openapi("Budget", {
    description:
      "What may be used at most; every limit is hard. `assumeCostUsd` and `assumeTokens` are reserved for agents that declare nothing.",
    example: { maxCostUsd: 0.5, maxDurationMs: 60_000 },
  });

const retrySchema = z
  .strictObject({
    attempts: z.int().min(1).max(100),
    backoff: z
      .strictObject({
        initialMs: z.number().nonnegative().optional(),
        factor: z.number().min(1).optional(),
        maxMs: z.number().nonnegative().optional(),
        jitter: z.number().min(0).max(1).optional(),
      })
      .optional(),
  })
  .openapi("Retry", {
    description:
      "How often one agent may try, the first attempt included. Before the next one it waits `initialMs * factor^(n-1)` milliseconds, at most `maxMs`, shortened at random by up to the share `jitter`.",
  });

/** A task as it is asked for; `{ "$fromTask": { "id", "path" } }` within `input` stands for a result of an earlier one. */
export const taskSpecSchema = z
  .strictObject({
    agentType: name.optional(),
    capability: name.optional(),
    agentName: name.optional(),
    description: text,
    input: z.unknown().optional(),
    id: identifierSchema.optional(),
    strict: z.boolean().optional(),
    dependsOn: z.array(identifierSchema).max(10_000).optional(),
    timeoutMs: duration.optional(),
    attemptTimeoutMs: duration.optional(),
    retry: retrySchema.optional(),
    fallback: z.array(name).max(100).optional(),
    budget: budgetSchema.optional(),
    priority: z.number().optional(),
  })
  .refine(({ agentType, capability }) => agentType !== undefined || capability !== undefined, {
    path: ["agentType"],
    error: "is missing: say by agentType or by capability who shall do it",
    // Also when something else is wrong: everything is told at once.
    when: ({ value }) => typeof value === "object" && value !== null && !Array.isArray(value),
  })
  .openapi("TaskSpec", {
    description:
      'A task as it is asked for, by `agentType` or by `capability`. `{ "$fromTask": { "id": …, "path": … } }` anywhere within `input` stands for a result of an earlier task of the run, `{ "$literal": … }` for what it holds.',
    example: { agentType: "knowledge", description: "Research React", timeoutMs: 60_000 },
  });

const tasks = z.array(taskSpecSchema).max(10_000);
const concurrency = z.int().positive().optional();

const equivalenceSchema = z
  .union(
    [
      z.enum(["exact", "canonical-json", "text", "numeric", "token-f1"]),
      z.strictObject({ type: z.literal("numeric"), tolerance: z.number().nonnegative() }),
      z.strictObject({ type: z.literal("token-f1"), threshold: z.number().gt(0).max(1) }),
    ],
    {
      error:
        'must be "exact", "canonical-json", "text", "numeric", "token-f1", { "type": "numeric", "tolerance": from 0 } or { "type": "token-f1", "threshold": above 0, at most 1 }',
    },
  )
  .openapi("Equivalence", { description: "When two answers count as the same." });

const onFailureSchema = z.union(
  [z.enum(["continue", "stop"]), z.strictObject({ quorum: z.int().positive() })],
  { error: 'must be "continue", "stop" or { "quorum": how many must complete }' },
);

const earlyStopSchema = z.union(
  [z.enum(["decided", "never"]), z.strictObject({ confidence: z.number().gt(0.5).lt(1) })],
  { error: 'must be "decided", "never" or { "confidence": above 0.5, below 1 }' },
);

/** A run as data: any strategy. */
const planSchema = z
  .discriminatedUnion("strategy", [
    z.strictObject({ strategy: z.literal("task"), task: taskSpecSchema }).openapi("TaskPlan"),
    z.strictObject({ strategy: z.literal("sequential"), tasks }).openapi("SequentialPlan"),
    z.strictObject({ strategy: z.literal("parallel"), tasks, concurrency }).openapi("ParallelPlan"),
    z.strictObject({ strategy: z.literal("graph"), tasks, concurrency }).openapi("GraphPlan"),
    z
      .strictObject({
        strategy: z.literal("hierarchical"),
        mainTask: text,
        subtasks: tasks.min(1),
        aggregationStrategy: z.enum(["concat", "vote", "merge"]).optional(),
        onFailure: onFailureSchema.optional(),
        concurrency,
      })
      .openapi("HierarchicalPlan"),
    z
      .strictObject({
        strategy: z.literal("consensus"),
        task: text,
        agents: z.array(name).min(1).max(1_000),
        input: z.unknown().optional(),
        capability: name.optional(),
        minAgreement: z.number().gt(0).max(1),
        weights: z.array(z.number().positive()).max(1_000).optional(),
        equivalence: equivalenceSchema.optional(),
        onVoterFailure: z.enum(["count", "abstain"]).optional(),
        earlyStop: earlyStopSchema.optional(),
        concurrency,
        timeoutMs: duration.optional(),
        attemptTimeoutMs: duration.optional(),
        retry: retrySchema.optional(),
        priority: z.number().optional(),
      })
      .openapi("ConsensusPlan"),
  ])
  .openapi("Plan", {
    description: "A run as data: it can be stored, priced and repeated.",
    example: {
      strategy: "sequential",
      tasks: [
        { id: "research", agentType: "knowledge", description: "Research React" },
        {
          agentType: "planner",
          description: "Plan a migration",
          input: { facts: { $fromTask: { id: "research", path: "answer" } } },
        },
      ],
    },
  });
export type PlanBody = z.infer<typeof planSchema>;

const promptFields = {
  prompt: text,
  /** Goes on with an earlier conversation. */
  sessionId: name.optional(),
};

const runFields = {
  /** Names the run; a known id with the same plan answers with the run that has it. */
  id: identifierSchema.optional(),
  budget: budgetSchema.optional(),
};

/** What `POST /api/runs` takes: a plan, or a prompt for the main agent. */
export const runRequestSchema = z
  .union(
    [z.strictObject({ plan: planSchema, ...runFields }), z.strictObject({ ...promptFields, ...runFields })],
    {
      error: 'must have either a "plan" (of any strategy) or a "prompt" (for the main agent)',
    },
  )
  .openapi("RunRequest", { example: { prompt: "Compare React and Vue", budget: { maxCostUsd: 0.1 } } });
export type RunRequest = z.infer<typeof runRequestSchema>;

/** What `POST /api/estimate` takes: a plan, or a prompt for the main agent. */
export const estimateRequestSchema = z
  .union([planSchema, z.strictObject(promptFields)], {
    error: 'must be a plan (with a "strategy") or have a "prompt" (for the main agent)',
  })
  .openapi("EstimateRequest");
export type EstimateRequest = z.infer<typeof estimateRequestSchema>;

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
  .openapi("Estimate", { description: "What a plan will take; `missing` names what agents did not say." });
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;
