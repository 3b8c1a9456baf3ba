import { BudgetBar } from "../../../components/meter.tsx";
import { useNow } from "../../../components/use-now.ts";
import { useRunView } from "../run-view.ts";
import { measureBudget } from "./measure-budget.ts";

/** What is used of each limit of the run's budget; nothing for a run without limits. */
export function BudgetBars() {
  const { picture, summary } = useRunView();
  const { budget, run } = picture.detail;
  const now = useNow(1_000, run.finishedAt === undefined && budget?.maxDurationMs !== undefined);
  const uses = measureBudget(budget, summary, Math.max(0, (run.finishedAt ?? now) - run.createdAt));
  if (uses.length === 0) return undefined;
  return (
    <section className="run-budget" aria-label="Budget">
      {uses.map((use) => (
        <BudgetBar key={use.label} {...use} />
      ))}
    </section>
  );
}
