import type { ProviderResult } from "./search-provider.ts";
import { normalizeAddress } from "./normalize-address.ts";

/** The answer of one provider, best first. */
export interface RankedList {
  readonly provider: string;
  readonly results: readonly ProviderResult[];
}

/** A place with its fused score, and who found it. */
export interface FusedResult extends Omit<ProviderResult, "score"> {
  readonly score: number;
  readonly providers: readonly string[];
}

/** Cormack, Clarke and Büttcher: Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, 2009. */
const rankOffset = 60;

interface Candidate {
  result: ProviderResult;
  bestRank: number;
  score: number;
  readonly providers: string[];
}

/**
 * Puts several ranked lists into one by the sum of 1 / (60 + rank). The same page is recognised whatever its
 * address looks like; its title, address and snippet come from the list that ranks it best.
 */
export function fuseResults(lists: readonly RankedList[], maxResults: number): FusedResult[] {
  const candidates = new Map<string, Candidate>();
  for (const { provider, results } of lists) {
    for (const [position, result] of results.entries()) addResult(candidates, provider, result, position + 1);
  }
  return [...candidates.values()]
    .sort((left, right) => right.score - left.score || left.bestRank - right.bestRank)
    .slice(0, maxResults)
    .map(({ result, score, providers }) => ({ ...result, score: Number(score.toFixed(6)), providers }));
}

function addResult(
  candidates: Map<string, Candidate>,
  provider: string,
  result: ProviderResult,
  rank: number,
): void {
  const key = identify(result);
  const score = 1 / (rankOffset + rank);
  const known = candidates.get(key);
  if (known === undefined) {
    candidates.set(key, { result, bestRank: rank, score, providers: [provider] });
    return;
  }
  // A page that a provider lists twice counts once, where it stands first.
  if (known.providers.includes(provider)) return;
  known.providers.push(provider);
  known.score += score;
  const [better, other] = rank < known.bestRank ? [result, known.result] : [known.result, result];
  known.bestRank = Math.min(rank, known.bestRank);
  // Where it stands in the index is worth keeping, whoever ranks it better.
  known.result = { ...other, ...better, snippet: better.snippet || other.snippet };
}

function identify({ url, file, line }: ProviderResult): string {
  return url === undefined ? `file ${file ?? ""}:${line ?? ""}` : `page ${normalizeAddress(url)}`;
}
