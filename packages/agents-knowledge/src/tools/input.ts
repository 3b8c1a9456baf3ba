import { z } from "zod";

/** What the agent can be asked for; the names of `type`. */
const requestTypes = ["search", "research", "verify_fact", "retrieve", "index", "read_page"] as const;

/** The name of one kind of request. */
export type RequestType = (typeof requestTypes)[number];

const accepted =
  'Accepted are { type?: "search", query, maxResults? }, { type?: "research", question, maxResults?, split? }, ' +
  '{ type?: "verify_fact", claim }, { type: "retrieve", query, maxResults? }, { type?: "index", folder?, include?, exclude? }, ' +
  '{ type?: "read_page", url }, or no input at all (then the task\'s description is researched).';

/** Characters of a query, a question, a claim and whatever else is told in words. */
export const longestText = 10_000;
const shownLength = 100;

// oxlint-disable-next-line no-control-regex -- Control characters are what this replaces.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]+/g;

/** Control characters, which nobody types, count as spaces. */
export function replaceControls(value: string): string {
  return value.replace(controls, " ");
}

const text = z
  .string({ error: (issue) => `must be a text, not ${describeType(issue.input)}. ${accepted}` })
  .refine((value) => value.length <= longestText, { error: "must not be longer than 10,000 characters." })
  .refine((value) => replaceControls(value).trim() !== "", { error: `must not be empty. ${accepted}` });

const words = text.transform(replaceControls);

const count = z
  .number({ error: "must be a number from 1 to 100." })
  .int({ error: "must be a whole number from 1 to 100." })
  .min(1, { error: "must be a number from 1 to 100." })
  .max(100, { error: "must be a number from 1 to 100." });

const globsExpected = 'must be a glob such as "guide/**", or a list of at least one.';

const globs = z.union([text.transform((glob) => [glob]), z.array(text).min(1, { error: globsExpected })], {
  error: globsExpected,
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
          error: (issue) => `${showValue(issue.input)} is no type of request. ${accepted}`,
        })
        .optional()
        .describe("What is asked for. Left out, the other fields tell."),
      query: words.optional().describe("What to search for, or what passages shall be about."),
      question: words.optional().describe("The question to research."),
      claim: words.optional().describe("The statement to check."),
      folder: text.optional().describe("A folder to index; the path is taken from the working directory."),
      include: globs
        .optional()
        .describe("Which files of the folder, as globs; all readable ones when left out."),
      exclude: globs.optional().describe("Which files of the folder are left out, as globs."),
      url: text.optional().describe("The address of a page to read."),
      goal: z
        .unknown()
        .optional()
        .describe(
          "Belongs to a browser agent: for its url this agent is a fallback, and researches the description.",
        ),
      split: z
        .boolean({ error: "must be true or false." })
        .optional()
        .describe("For research: no takes the question as one, whatever it is made of."),
      maxResults: count.optional().describe("Results, passages, findings or pieces of evidence, at most."),
      max_results: count.optional().describe("The same as maxResults."),
    },
    { error: (issue) => `The input must be an object, not ${describeType(issue.input)}. ${accepted}` },
  )
  .optional();

/** What a caller may pass to the knowledge agent. */
export type KnowledgeInput = z.input<typeof knowledgeInputSchema>;

/** The input as the agent works with it. */
export type KnowledgeRequestInput = z.output<typeof knowledgeInputSchema>;

function showValue(value: unknown): string {
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, shownLength)) : describeType(value);
  return typeof value === "string" && value.length > shownLength ? `${shown}…` : shown;
}

function describeType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
