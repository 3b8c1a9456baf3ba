import type { Evidence, EvidenceSource } from "../evidence/evidence.ts";

/** The sources that a text cites, in the order of their first mention. */
export function bindCitations(answer: string, evidence: readonly Evidence[]): readonly EvidenceSource[] {
  throw new Error(`not written yet: ${answer.length} ${evidence.length}`);
}
