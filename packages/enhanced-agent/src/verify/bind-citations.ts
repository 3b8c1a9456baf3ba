import type { Evidence, EvidenceSource } from "../evidence/evidence.ts";
import { isDataObject, readData, readText } from "../evidence/read-data.ts";
import { listOwnWords, measureShare } from "../evidence/own-words.ts";
import { toPlainWords } from "../evidence/plain-words.ts";
import { findCitations } from "./citations.ts";

const longestQuote = 300;
/** Characters of a task's own text that say which one it was. */
const shortestQuote = 40;
/** Sources that the citation of a whole result stands for. */
const mostOfWhole = 3;
/** Share of a source's words, or of the sentence's, that they have in common when one rests on the other. */
const close = 0.5;

/**
 * The sources that a text cites, in the order of their first mention. `[E1.2]` stands for that source; `[E1]` for the up to 3
 * sources of the evidence that the sentences before it come closest to, else for the first ones that its own answer quotes;
 * where it has neither sources nor an answer, for a source made of the task itself. What does not exist is passed over.
 *
 * @example
 * bindCitations("React is MIT licensed [E1.1].", evidence); // [{ id: "E1.1", quote: "…", location: "docs/react.md" }]
 */
export function bindCitations(answer: string, evidence: readonly Evidence[]): readonly EvidenceSource[] {
  const sentences = new Map<string, string[]>();
  for (const { id, from } of findCitations(answer))
    sentences.set(id, [...(sentences.get(id) ?? []), readSentence(answer, from)]);
  const bound = new Map<string, EvidenceSource>();
  for (const [id, said] of sentences)
    for (const source of findSources(id, said, evidence))
      if (!bound.has(source.id)) bound.set(source.id, source);
  return [...bound.values()];
}

/** What stands before a citation, back to the end of the sentence before or to the citation before. */
function readSentence(answer: string, from: number): string {
  const before = answer.slice(Math.max(0, from - 1_000), from).trimEnd();
  return before.split(/\n|[\])】]|[.!?]\s+(?=\S)/).at(-1) ?? "";
}

/** What an id stands for; empty for one that does not exist. */
function findSources(
  id: string,
  said: readonly string[],
  evidence: readonly Evidence[],
): readonly EvidenceSource[] {
  const [evidenceId] = id.split(".");
  const found = evidence.find((piece) => piece.id === evidenceId);
  if (found === undefined) return [];
  if (id !== evidenceId) return found.sources.filter((source) => source.id === id);
  if (found.sources.length === 0) return [toSource(found)];
  const near = listNear(said, found.sources);
  if (near.length > 0) return near;
  const own = readOwnAnswer(found);
  if (own === undefined) return [toSource(found)];
  const quoted = found.sources.filter(({ quote }) => quote !== "" && own.includes(toPlainWords(quote)));
  return (quoted.length > 0 ? quoted : found.sources).slice(0, mostOfWhole);
}

/** The closest first. */
function listNear(said: readonly string[], sources: readonly EvidenceSource[]): readonly EvidenceSource[] {
  const sentences = said.map(listOwnWords).filter(({ size }) => size > 1);
  return sources
    .map((source) => {
      const words = listOwnWords(source.quote);
      const shares = sentences.map((sentence) =>
        words.size < 2 ? 0 : Math.max(measureShare(words, sentence), measureShare(sentence, words)),
      );
      return { source, share: Math.max(0, ...shares) };
    })
    .filter(({ share }) => share >= close)
    .toSorted((one, other) => other.share - one.share)
    .slice(0, mostOfWhole)
    .map(({ source }) => source);
}

/** What the result itself answers, in plain words; `undefined` for research that found no answer. */
function readOwnAnswer({ result, text }: Evidence): string | undefined {
  const data = readData(result);
  const answer = isDataObject(data) ? readText(data["answer"]) : undefined;
  if (answer !== undefined) return toPlainWords(answer);
  return isDataObject(data) && data["type"] === "research" ? undefined : toPlainWords(text);
}

/** The first lines of the result: what the task was is said by the title. */
function toSource({ id, text, task, agentType }: Evidence): EvidenceSource {
  let line = "";
  for (const next of text.slice(0, 4 * longestQuote).split("\n")) {
    if (line.length >= shortestQuote) break;
    line = `${line} ${next}`.replace(/\s+/g, " ").trim();
  }
  const quote = line.length <= longestQuote ? line : `${line.slice(0, longestQuote - 1)}…`;
  return { id, quote, title: `${agentType}: ${task.replace(/\s+/g, " ").slice(0, 200)}` };
}
