import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";

const revisions = new WeakMap<KnowledgeIndex, string>();
let last = 0;

/** A name for the state of an index, for this process only: an index does not change, so each object has its own. */
export function getCorpusRevision(index: KnowledgeIndex): string {
  const known = revisions.get(index);
  if (known !== undefined) return known;
  const revision = String(++last);
  revisions.set(index, revision);
  return revision;
}
