import { useMemo } from "react";
import { Button } from "../../../components/button.tsx";
import { Icon } from "../../../components/icons.tsx";
import { useRunView } from "../run-view.ts";
import { explainFailure } from "./explain-failure.ts";

/** What went wrong, in words, with the way to the task with which it began. */
export function FailureNotice() {
  const { picture, select } = useRunView();
  const { detail, tasks } = picture;
  const explanation = useMemo(
    () =>
      explainFailure(
        detail.run,
        [...tasks.values()].map(({ task }) => task),
      ),
    [detail.run, tasks],
  );
  if (explanation === undefined) return undefined;
  const { title, message, code, advice, task, others } = explanation;
  const isBad = detail.run.status === "failed";
  return (
    <section className={isBad ? "run-failure run-failure--bad" : "run-failure"} aria-label="What went wrong">
      <h2>
        <Icon name={isBad ? "failed" : "warning"} /> {title}
      </h2>
      {task === undefined || task.failure?.message !== message ? (
        <p>
          {message} <code>{code}</code>
        </p>
      ) : undefined}
      {task === undefined ? undefined : (
        <p>
          {code === "cancelled" ? "Failed before that:" : "It began with"}{" "}
          <Button look="quiet" onClick={() => select(task.taskId)}>
            {task.description}
          </Button>
          {others > 0 ? ` (and ${others.toLocaleString("en-US")} more)` : ""}
        </p>
      )}
      {task === undefined ? undefined : (
        <p dir="auto">
          {task.failure?.message} <code>{task.failure?.code}</code>
        </p>
      )}
      <p className="run-failure__advice">{advice}</p>
    </section>
  );
}
