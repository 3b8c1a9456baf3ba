import { formatTable } from "../../report/format-table.ts";
import type { EpisodeResult } from "./episode.ts";

/** One task over its seeds. */
export interface TaskResult {
  readonly task: string;
  readonly episodes: readonly EpisodeResult[];
}

/** The share of episodes that succeeded, from 0 to 1. */
export function successRate(results: readonly TaskResult[]): number {
  const episodes = results.flatMap((result) => result.episodes);
  return episodes.length === 0 ? 0 : episodes.filter(({ isSuccess }) => isSuccess).length / episodes.length;
}

/** The table per task, and the total. */
export function formatReport(results: readonly TaskResult[]): string {
  const rows = results.map(({ task, episodes }) => [
    task,
    `${episodes.filter(({ isSuccess }) => isSuccess).length} of ${episodes.length}`,
    meanSeconds(episodes).toFixed(1),
    commonestFailure(episodes),
  ]);
  const episodes = results.flatMap((result) => result.episodes);
  return [
    formatTable(["task", "success", "mean seconds", "commonest failure"], rows),
    "",
    `total: ${(successRate(results) * 100).toFixed(1)} % of ${episodes.length} episodes of ${results.length} tasks (done, and raw reward above 0)`,
  ].join("\n");
}

const meanSeconds = (episodes: readonly EpisodeResult[]): number =>
  episodes.reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, episodes.length);

function commonestFailure(episodes: readonly EpisodeResult[]): string {
  const counts = new Map<string, number>();
  for (const { isSuccess, reason } of episodes)
    if (!isSuccess) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? "";
}
