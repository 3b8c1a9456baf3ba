import { z } from "zod";
import type { Finding } from "./answer-question.ts";
import { citationSchema, type Citation } from "./citation.ts";

/** How an answer came about: its sentences are quoted, or written by a language model out of quotes. */
export const methodSchema = z.enum(["extractive", "model"]);

/** What was found on one question. */
export const sectionSchema = z.object({
  question: z.string(),
  /** Left out when nothing fits well enough. */
  answer: z.string().optional(),
  confidence: z.number().min(0).max(1),
  method: methodSchema,
  /** The answer sentence by sentence, each with the numbers, from 1, of the `citations` that it rests on. */
  sentences: z.array(z.object({ text: z.string(), citations: z.array(z.int().min(1)).min(1) })),
  citations: z.array(citationSchema),
  /** What the sources do not tell, and what could not be looked at. */
  openPoints: z.array(z.string()),
});

/** What was found on one question: an answer sentence by sentence, with its citations. */
export type Section = z.infer<typeof sectionSchema>;

/** A document that something comes from. */
export const documentSchema = z.object({ file: z.string(), url: z.string().optional(), title: z.string() });

/** A document that something comes from. */
export type SourceDocument = z.infer<typeof documentSchema>;

/** A section and what stands around it. */
export interface ResearchPart {
  readonly section: Section;
  readonly findings: readonly Finding[];
  readonly sources: readonly SourceDocument[];
}

/** A part that was not answered, and why. */
export function createOpenPart(question: string, openPoint: string): ResearchPart {
  return {
    section: {
      question,
      confidence: 0,
      method: "extractive",
      sentences: [],
      citations: [],
      openPoints: [openPoint],
    },
    findings: [],
    sources: [],
  };
}

/** True when two citations quote the same place. */
export function isSameQuote({ quote, source }: Citation, other: Citation): boolean {
  return (
    quote === other.quote &&
    source.file === other.source.file &&
    source.span.start === other.source.span.start
  );
}
