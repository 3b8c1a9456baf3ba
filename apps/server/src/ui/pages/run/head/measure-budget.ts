import type { RunDetail } from "../../../../api/run.ts";
import { formatCount, formatDuration, formatMoney } from "../../../components/format.ts";
import type { PictureSummary } from "../live/summarise-picture.ts";

/** One limit of a run's budget and what is used of it. */
export interface BudgetUse {
  readonly label: string;
  readonly used: number;
  readonly limit: number;
  readonly format: (value: number) => string;
}

/** The limits that a run has, in a fixed order; empty without a budget. */
export function measureBudget(
  budget: RunDetail["budget"],
  { spend, counts, depth }: Pick<PictureSummary, "spend" | "counts" | "depth">,
  elapsedMs: number,
): readonly BudgetUse[] {
  const tasks = Object.values(counts).reduce((sum, value) => sum + value, 0);
  const rows: readonly (readonly [string, number, number | undefined, (value: number) => string])[] = [
    ["Cost", spend.costUsd, budget?.maxCostUsd, formatMoney],
    ["Tokens", spend.tokens, budget?.maxTokens, formatCount],
    ["Tasks", tasks, budget?.maxTasks, formatCount],
    ["Duration", elapsedMs, budget?.maxDurationMs, formatDuration],
    ["Depth", depth, budget?.maxDepth, formatCount],
  ];
  return rows.flatMap(([label, used, limit, format]) =>
    limit === undefined ? [] : [{ label, used, limit, format }],
  );
}
