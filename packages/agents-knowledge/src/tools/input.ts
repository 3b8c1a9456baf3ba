import { z } from "zod";

/** What the agent can be asked for; the names of `type`. */
const requestTypes = ["search", "research", "verify_fact"] as const;

const accepted =
  'Accepted are { type?: "search", query, maxResults? }, { type?: "research", question, maxResults? }, ' +
  '{ type?: "verify_fact", claim }, or no input at all (then the task\'s description is researched).';

const text = z
  .string({ error: (issue) => `must be a text, not ${describeType(issue.input)}. ${accepted}` })
  .refine((value) => value.trim() !== "", { error: `must not be empty. ${accepted}` })
  .refine((value) => value.length <= 10_000, { error: "must not be longer than 10,000 characters." });

const count = z
  .number({ error: "must be a number from 1 to 100." })
  .int({ error: "must be a whole number from 1 to 100." })
  .min(1, { error: "must be a number from 1 to 100." })
  .max(100, { error: "must be a number from 1 to 100." });

/**
 * The agent's input. `type` may be left out: `query` means search, `question` research and `claim`
 * verify_fact; without any of them the task's description is researched. Other fields are ignored.
 */
export const knowledgeInputSchema = z
  .object(
    {
      type: z
        .enum(requestTypes, {
          error: (issue) => `${JSON.stringify(issue.input)} is no type of request. ${accepted}`,
        })
        .optional(),
      query: text.optional(),
      question: text.optional(),
      claim: text.optional(),
      /** Results, or findings, at most. */
      maxResults: count.optional(),
      /** The same as `maxResults`. */
      max_results: count.optional(),
    },
    { error: (issue) => `The input must be an object, not ${describeType(issue.input)}. ${accepted}` },
  )
  .optional();

/** What a caller may pass to the knowledge agent. */
export type KnowledgeInput = z.input<typeof knowledgeInputSchema>;

function describeType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
