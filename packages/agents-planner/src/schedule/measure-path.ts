import type { PlanSchedule } from "./plan-schedule.ts";

/** Seconds that the longest chain of steps takes, whatever the agents: the length of the critical path. */
export function measurePath({ steps }: Pick<PlanSchedule, "steps">): number {
  let longest = 0;
  for (const { earliestStartSeconds, startSeconds, endSeconds } of steps)
    longest = Math.max(longest, earliestStartSeconds + endSeconds - startSeconds);
  return longest;
}
