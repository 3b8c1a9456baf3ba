import type { RunSummary } from "../../../../api/run.ts";
import type { RunPicture } from "./run-picture.ts";

/** What the tasks of a picture come to. */
export interface PictureSummary {
  readonly counts: RunSummary["tasks"];
  readonly spend: RunSummary["spend"];
  readonly agentTypes: readonly string[];
  /** Tasks that wait for an answer now. */
  readonly waiting: number;
  /** Steps from a task without a parent to the deepest one; 0 without children. */
  readonly depth: number;
}

/** Counts what the tasks come to now; the snapshot's own figures are as old as the snapshot. */
export function summarisePicture({ tasks }: RunPicture): PictureSummary {
  const counts = { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 };
  const spend = { costUsd: 0, tokens: 0 };
  const agentTypes = new Set<string>();
  const depths = new Map<string, number>();
  let waiting = 0;
  let depth = 0;
  for (const [taskId, { task, waits }] of tasks) {
    counts[task.status]++;
    spend.costUsd += task.spend?.costUsd ?? 0;
    spend.tokens += task.spend?.tokens ?? 0;
    if (task.agentType !== "") agentTypes.add(task.agentType);
    if (task.status === "in_progress" && waits.some(({ until }) => until === undefined)) waiting++;
    // Parents are created before their children.
    const above = task.parentId === undefined ? undefined : depths.get(task.parentId);
    const own = above === undefined ? 0 : above + 1;
    depths.set(taskId, own);
    depth = Math.max(depth, own);
  }
  // Sums of cents are no cents in binary: without this, a budget that is used up would show 99.9 %.
  spend.costUsd = Math.round(spend.costUsd * 1e9) / 1e9;
  return {
    counts,
    spend,
    agentTypes: [...agentTypes].sort(),
    waiting,
    depth,
  };
}
