import { z } from "@hono/zod-openapi";

const capabilitySchema = z
  .object({
    name: z.string(),
    description: z.string(),
    inputTypes: z.array(z.string()).readonly(),
    outputTypes: z.array(z.string()).readonly(),
    /** Seconds. */
    estimatedTime: z.number(),
    costEstimate: z.number().optional(),
    tokenEstimate: z.number().optional(),
    answerPath: z.string().optional(),
  })
  .openapi("Capability");

/** An agent, and how it does since the server started. */
const agentSchema = z
  .object({
    agentType: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.string().optional(),
    priority: z.number(),
    maxConcurrency: z.number().optional(),
    capabilities: z.array(capabilitySchema).readonly(),
    /** JSON Schema of what it takes, where its schema can say so. */
    inputSchema: z.record(z.string(), z.unknown()).optional(),
    /** Attempts that run now. */
    running: z.int(),
    /** Tasks that wait for one of its slots. */
    waiting: z.int(),
    completed: z.int(),
    failed: z.int(),
    /** Moving average of an attempt, in milliseconds. */
    averageMs: z.number(),
    averageCostUsd: z.number(),
  })
  .openapi("Agent");
export type AgentInfo = Readonly<z.infer<typeof agentSchema>>;

/** A plug-in that could not be loaded, and why. */
const plugInFailureSchema = z.object({ plugIn: z.string(), message: z.string() });

export const agentListSchema = z
  .object({
    items: z.array(agentSchema).readonly(),
    failedPlugIns: z.array(plugInFailureSchema).readonly(),
  })
  .openapi("AgentList");
export type AgentList = Readonly<z.infer<typeof agentListSchema>>;

/** A capability, and who offers it. */
export const capabilityListSchema = z
  .object({
    items: z
      .array(
        capabilitySchema.extend({
          agents: z.array(z.object({ agentType: z.string(), name: z.string() })).readonly(),
        }),
      )
      .readonly(),
  })
  .openapi("CapabilityList");
export type CapabilityList = Readonly<z.infer<typeof capabilityListSchema>>;
