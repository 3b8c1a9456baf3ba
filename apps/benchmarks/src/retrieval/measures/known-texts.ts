import { createHash } from "node:crypto";
import type { ResearchResult } from "@convoke/agents-knowledge";
import type { QuestionSet } from "../question-set.ts";

/** A text as the set has it, whatever an index says of it. */
export interface KnownText {
  readonly bytes: Buffer;
  readonly contentHash: string;
}

/** The texts of a set by the names under which they are indexed. */
export function readTexts({ passages }: QuestionSet): ReadonlyMap<string, KnownText> {
  return new Map(
    passages.map(({ id, text }) => {
      const bytes = Buffer.from(text, "utf8");
      return [String(id), { bytes, contentHash: createHash("sha256").update(bytes).digest("hex") }];
    }),
  );
}

/** True when the bytes at a citation's span, in the text of its hash, are its quote. */
export function isVerbatim(
  { quote, source }: ResearchResult["citations"][number],
  texts: ReadonlyMap<string, KnownText>,
): boolean {
  const text = texts.get(source.file);
  if (!text || text.contentHash !== source.contentHash) return false;
  return text.bytes.subarray(source.span.start, source.span.end).equals(Buffer.from(quote, "utf8"));
}
