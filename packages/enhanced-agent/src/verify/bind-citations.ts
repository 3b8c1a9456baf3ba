import type { Evidence, EvidenceSource } from "../evidence/evidence.ts";
import { findCitations } from "./citations.ts";

const longestQuote = 300;

/**
 * The sources that a text cites, in the order of their first mention. `[E1.2]` stands for that source, `[E1]` for all sources
 * of the evidence; where it has none, for a source made of the task itself. What does not exist is passed over.
 *
 * @example
 * bindCitations("React is MIT licensed [E1.1].", evidence); // [{ id: "E1.1", quote: "…", location: "docs/react.md" }]
 */
export function bindCitations(answer: string, evidence: readonly Evidence[]): readonly EvidenceSource[] {
  const bound = new Map<string, EvidenceSource>();
  for (const id of new Set(findCitations(answer).map((cited) => cited.id)))
    for (const source of findSources(id, evidence)) if (!bound.has(source.id)) bound.set(source.id, source);
  return [...bound.values()];
}

/** What an id stands for; empty for one that does not exist. */
function findSources(id: string, evidence: readonly Evidence[]): readonly EvidenceSource[] {
  const [evidenceId] = id.split(".");
  const found = evidence.find((piece) => piece.id === evidenceId);
  if (found === undefined) return [];
  if (id !== evidenceId) return found.sources.filter((source) => source.id === id);
  return found.sources.length > 0 ? found.sources : [toSource(found)];
}

function toSource({ id, text, task, agentType }: Evidence): EvidenceSource {
  const line = text.replace(/\s+/g, " ").trim();
  const quote = line.length <= longestQuote ? line : `${line.slice(0, longestQuote - 1)}…`;
  return { id, quote, title: `${agentType}: ${task.replace(/\s+/g, " ").slice(0, 200)}` };
}
