import type { DataBlock } from "@convoke/core";
import { formatTitle } from "../answers/citation.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";

/** A passage that a model may quote. */
export interface Evidence {
  /** `E1`, `E2`, …: the only name under which the model knows it. */
  readonly id: string;
  readonly passage: RankedPassage;
  /** What the model is shown: the passage's characters from its start. */
  readonly text: string;
}

const mostPassages = 8;
const longestPassage = 2_000;
const mostCharacters = 10_000;
const longestTitle = 200;

/** The passages that fit into one request, best first, with an id each. */
export function listEvidence(passages: readonly RankedPassage[]): Evidence[] {
  const evidence: Evidence[] = [];
  let room = mostCharacters;
  for (const passage of passages.slice(0, mostPassages)) {
    const text = cut(passage.quote, Math.min(room, longestPassage));
    if (text.length < passage.quote.length && text.length < 200) break;
    evidence.push({ id: `E${evidence.length + 1}`, passage, text });
    room -= text.length;
  }
  return evidence;
}

/** A piece of data for each passage: the headings above it, then its text. */
export function fenceEvidence(evidence: readonly Evidence[]): DataBlock[] {
  return evidence.map(({ id, passage, text }) => ({
    label: id,
    text: `${formatTitle(passage).slice(0, longestTitle).toWellFormed()}\n\n${text}`,
  }));
}

/** Ends at the last space before `length`, so that no word and no character is cut in two. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf(" ", length);
  return text.slice(0, Math.max(0, end));
}
