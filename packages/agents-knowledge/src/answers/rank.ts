import type { RankedPassage } from "../retrieval/knowledge-index.ts";

/** An agent's own view of an index: its ranking and its files are settled. */
export type Rank = (query: string, limit: number) => readonly RankedPassage[];
