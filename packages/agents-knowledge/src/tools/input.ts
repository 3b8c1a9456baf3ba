import { z } from "zod";

/** What the agent can be asked for; the names of `type`. */
const requestTypes = ["search", "research", "verify_fact", "retrieve", "index", "read_page"] as const;

/** The name of one kind of request. */
export type RequestType = (typeof requestTypes)[number];

const accepted =
  'Accepted are { type?: "search", query, maxResults? }, { type?: "research", question, maxResults?, split? }, ' +
  '{ type?: "verify_fact", claim }, { type: "retrieve", query, maxResults? }, { type?: "index", folder?, include?, exclude? }, ' +
  '{ type?: "read_page", url }, or no input at all (then the task\'s description is researched).';

const text = z
  .string({ error: (issue) => `must be a text, not ${describeType(issue.input)}. ${accepted}` })
  .refine((value) => value.trim() !== "", { error: `must not be empty. ${accepted}` })
  .refine((value) => value.length <= 10_000, { error: "must not be longer than 10,000 characters." });

const count = z
  .number({ error: "must be a number from 1 to 100." })
  .int({ error: "must be a whole number from 1 to 100." })
  .min(1, { error: "must be a number from 1 to 100." })
  .max(100, { error: "must be a number from 1 to 100." });

const globs = z.union([text.transform((glob) => [glob]), z.array(text).min(1)], {
  error: 'must be a glob such as "guide/**", or a list of them.',
});

/**
 * The agent's input. `type` may be left out: `query` means search, `question` research, `claim` verify_fact,
 * `folder` alone index and `url` alone read_page; without any of them the task's description is researched.
 * Other fields are ignored.
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
      /** A folder to index; the path is taken from the working directory. */
      folder: text.optional(),
      /** Which files of the folder; all readable ones when left out. */
      include: globs.optional(),
      exclude: globs.optional(),
      /** A page to read. */
      url: text.optional(),
      /** Belongs to the input of a browser agent: for its `url` this agent is a fallback, and researches the description. */
      goal: z.unknown().optional(),
      /** For research: false takes the question as one, whatever it is made of. */
      split: z.boolean({ error: "must be true or false." }).optional(),
      /** Results, passages, findings or pieces of evidence, at most. */
      maxResults: count.optional(),
      /** The same as `maxResults`. */
      max_results: count.optional(),
    },
    { error: (issue) => `The input must be an object, not ${describeType(issue.input)}. ${accepted}` },
  )
  .optional();

/** What a caller may pass to the knowledge agent. */
export type KnowledgeInput = z.input<typeof knowledgeInputSchema>;

/** The input as the agent works with it. */
export type KnowledgeRequestInput = z.output<typeof knowledgeInputSchema>;

function describeType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
