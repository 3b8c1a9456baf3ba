import { z } from "zod";
import { findingSchema } from "../answers/answer-question.ts";
import { citationSchema } from "../answers/citation.ts";
import { documentSchema, methodSchema, sectionSchema } from "../answers/section.ts";

/** What research answers. */
export const researchResultSchema = z.object({
  type: z.literal("research"),
  question: z.string(),
  /** The sections' answers, a line for each; left out when nothing fits well enough. */
  answer: z.string().optional(),
  /** 0 to 1: how likely the answer is to the point. */
  confidence: z.number().min(0).max(1),
  /** `model` when a language model wrote any of it out of quotes that stand in the sources. */
  method: methodSchema,
  /** Those of the sections, in their order: one for each quoted sentence, one or more for each written one. */
  citations: z.array(citationSchema),
  /** The best sentences that were found, best first, such as do not repeat one another. */
  findings: z.array(findingSchema),
  /** The documents that findings and citations come from. */
  sources: z.array(documentSchema),
  /** One for each question that the question is made of. */
  sections: z.array(sectionSchema),
  /** All of it as Markdown: sections with numbered citations, sources, open points. */
  report: z.string(),
  /** What the sources do not tell, and what could not be looked at. */
  openPoints: z.array(z.string()),
});

/** What research answers: an answer in cited sentences, or none, what it rests on, and a report of it. */
export type ResearchResult = z.infer<typeof researchResultSchema>;
