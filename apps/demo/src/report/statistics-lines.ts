import type { Statistics } from "@convoke/core";
import { formatColumns, indent } from "./text.ts";

/** What the orchestrator has counted, as aligned lines. */
export function formatStatistics(statistics: Statistics): string[] {
  const rows: readonly (readonly [string, string])[] = [
    ["Registered agents", String(statistics.registeredAgents)],
    ["Agent types", String(statistics.agentTypes)],
    ["Capabilities", String(statistics.capabilities)],
    ["Total tasks", String(statistics.totalTasks)],
    ["Completed", String(statistics.tasksCompleted)],
    ["Failed", String(statistics.tasksFailed)],
    ["Cancelled", String(statistics.tasksCancelled)],
    ["In progress", String(statistics.tasksInProgress)],
    ["Success rate", `${statistics.successRate.toFixed(2)} %`],
  ];
  return ["STATISTICS", ...formatColumns(rows).map((line) => `${indent}${line}`)];
}
