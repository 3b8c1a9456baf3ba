import { z } from "@hono/zod-openapi";
import { failureSchema, taskStatusSchema } from "./task.ts";

const shareSchema = z.number().min(0).max(1);

/** What a vote came to: `ConsensusOutcome` of `@convoke/core` without its tasks. */
const consensusOutcomeSchema = z
  .object({
    consensus: z.boolean(),
    /** The whole result of the winning group's earliest voter, else of the leading answer's. */
    winningResult: z.unknown().optional(),
    /** The winner's share of the weights. */
    agreement: shareSchema,
    /** The least and the greatest share it could have had with every vote in. */
    agreementBounds: z.object({ least: z.number(), greatest: z.number() }),
    /** In the order of `agents`. */
    votes: z
      .array(
        z.object({
          agentType: z.string(),
          agentName: z.string().optional(),
          taskId: z.string(),
          status: taskStatusSchema,
          weight: z.number(),
          answer: z.unknown().optional(),
          confidence: shareSchema,
          /** Index into `groups`; absent for a voter that did not answer. */
          group: z.int().optional(),
          error: z.string().optional(),
        }),
      )
      .readonly(),
    /** The answers, in the order of their earliest voters. */
    groups: z
      .array(
        z.object({
          answer: z.unknown(),
          /** Indices into `votes`. */
          voters: z.array(z.int()).readonly(),
          weight: z.number(),
          confidence: shareSchema,
        }),
      )
      .readonly(),
    distinctVoters: z.int(),
    votesSaved: z.int(),
    stoppedBy: z.enum(["complete", "decided", "confidence"]),
  })
  .openapi("ConsensusOutcome");
export type ConsensusOutcomeBody = Readonly<z.infer<typeof consensusOutcomeSchema>>;

const mergeSourceSchema = z.object({ taskId: z.string(), value: z.unknown() });

/** What a main task came to: `HierarchicalOutcome` of `@convoke/core` without its tasks. */
const hierarchicalOutcomeSchema = z
  .object({
    mainTask: z.string(),
    status: z.enum(["completed", "failed", "cancelled"]),
    /** The aggregate of the results that came. */
    result: z.unknown().optional(),
    /** What `merge` could not bring together: the first in order stays. */
    conflicts: z
      .array(
        z.object({
          path: z.string(),
          kept: mergeSourceSchema,
          dropped: z.array(mergeSourceSchema).readonly(),
        }),
      )
      .readonly(),
    failure: failureSchema.optional(),
  })
  .openapi("HierarchicalOutcome");
export type HierarchicalOutcomeBody = Readonly<z.infer<typeof hierarchicalOutcomeSchema>>;

/** What the strategy of a run that has ended returned. */
export const outcomeSchema = z.union([consensusOutcomeSchema, hierarchicalOutcomeSchema]).openapi("Outcome");
