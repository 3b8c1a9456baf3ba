import "./run-result.css";
import { type ReactNode, useState } from "react";
import { Empty } from "../../../components/states.tsx";
import type { TaskBrief } from "../../../../api/task.ts";
import { useRunView } from "../run-view.ts";
import { TaskValues } from "../task/task-values.tsx";
import { ValueView } from "../values/value-view.tsx";

const mostListed = 100;

/** What came out of the run. */
export function RunResult() {
  const { picture } = useRunView();
  const { detail, tasks, order } = picture;
  const { run, outcome } = detail;
  const { result, winningResult } = (outcome ?? {}) as {
    readonly result?: unknown;
    readonly winningResult?: unknown;
  };
  const whole = { hierarchical: result, consensus: winningResult }[run.strategy as string];
  if (whole !== undefined)
    return (
      <ResultCard>
        <section aria-label="Result">
          <h3>Result</h3>
          <ValueView value={whole} what="the result" />
        </section>
      </ResultCard>
    );
  const completed = order
    .flatMap((taskId) => tasks.get(taskId)?.task ?? [])
    .filter(({ status, parentId }) => status === "completed" && parentId === undefined);
  if (completed.length === 0)
    return (
      <Empty
        title={run.status === "running" ? "Nothing has been completed yet." : "Nothing was completed."}
      />
    );
  const last = completed[completed.length - 1];
  if (completed.length === 1)
    return (
      <ResultCard>
        <TaskValues taskId={last.taskId} status={last.status} />
      </ResultCard>
    );
  return (
    <div className="run-result">
      <h2 className="visually-hidden">Results</h2>
      {completed.slice(0, mostListed).map((task) => (
        <OneResult
          key={task.taskId}
          task={task}
          isOpenFirst={run.strategy === "sequential" && task === last}
        />
      ))}
      {completed.length > mostListed ? (
        <p className="muted small">And {completed.length - mostListed} more: see the tab Tasks.</p>
      ) : undefined}
    </div>
  );
}

function ResultCard({ children }: { readonly children: ReactNode }) {
  return (
    <div className="run-result__card">
      <h2 className="visually-hidden">Result of the run</h2>
      {children}
    </div>
  );
}

function OneResult({ task, isOpenFirst }: { readonly task: TaskBrief; readonly isOpenFirst: boolean }) {
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  return (
    <details
      className="run-result__one"
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        <bdi>{task.description}</bdi> <span className="muted small">{task.agentType}</span>
      </summary>
      {isOpen ? <TaskValues taskId={task.taskId} status={task.status} /> : undefined}
    </details>
  );
}
