import "./run-result.css";
import { useState } from "react";
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
  if (run.strategy === "hierarchical" && result !== undefined)
    return <ValueView value={result} what="the result" />;
  if (run.strategy === "consensus" && winningResult !== undefined)
    return <ValueView value={winningResult} what="the result" />;
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
  if (completed.length === 1) return <TaskValues taskId={last.taskId} status={last.status} />;
  return (
    <div className="run-result">
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

function OneResult({ task, isOpenFirst }: { readonly task: TaskBrief; readonly isOpenFirst: boolean }) {
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  return (
    <details
      className="run-result__one"
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        {task.description} <span className="muted small">{task.agentType}</span>
      </summary>
      {isOpen ? <TaskValues taskId={task.taskId} status={task.status} /> : undefined}
    </details>
  );
}
