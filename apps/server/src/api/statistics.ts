import { z } from "@hono/zod-openapi";

/** One minute of the server's life; `at` is its start, in milliseconds since 1970-01-01 UTC. */
const minuteSchema = z.object({
  at: z.number(),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  costUsd: z.number(),
  /** Mean time from start to end of the tasks that ended, in milliseconds. */
  averageMs: z.number(),
});

export const statisticsSchema = z
  .object({
    registeredAgents: z.int(),
    agentTypes: z.int(),
    totalTasks: z.int(),
    tasksCompleted: z.int(),
    tasksFailed: z.int(),
    tasksCancelled: z.int(),
    tasksInProgress: z.int(),
    /** Percent. */
    successRate: z.number(),
    capabilities: z.int(),
    /** When the server started: the figures count from there. */
    since: z.number(),
    runningRuns: z.int(),
    openApprovals: z.int(),
    costUsd: z.number(),
    tokens: z.number(),
    /** The name of the language model in use; absent where the rules decide. */
    model: z.string().optional(),
    /** Whether runs survive the end of the process. */
    isDurable: z.boolean(),
    /** The last two hours at most, oldest first; minutes in which nothing ended are left out. */
    minutes: z.array(minuteSchema).readonly(),
  })
  .openapi("Statistics");
export type StatisticsBody = Readonly<z.infer<typeof statisticsSchema>>;
