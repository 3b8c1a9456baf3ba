import "./task-details.css";
import { Link } from "wouter";
import { Button } from "../../../components/button.tsx";
import { Fact } from "../../../components/fact.tsx";
import { formatMoment } from "../../../components/format.ts";
import { StatusBadge } from "../../../components/status-badge.tsx";
import { Duration, Elapsed } from "../../../components/time.tsx";
import { Money, Tokens } from "../../../components/amounts.tsx";
import { useNow } from "../../../components/use-now.ts";
import { adviseOn } from "../head/explain-failure.ts";
import type { TaskPicture } from "../live/run-picture.ts";
import { useRunView } from "../run-view.ts";
import { statusOf } from "../status-of.ts";
import { CopyButton } from "../values/copy-button.tsx";
import { ValueView } from "../values/value-view.tsx";
import { AttemptList } from "./attempt-list.tsx";
import { TaskEvents } from "./task-events.tsx";
import { TaskValues } from "./task-values.tsx";

/** Everything about one task. */
export function TaskDetails({ known }: { readonly known: TaskPicture }) {
  const { picture, select } = useRunView();
  const { task, progress, waits, lateResults } = known;
  const { taskId, parentId, startedAt, createdAt, finishedAt, failure, attempts } = task;
  const parent = parentId === undefined ? undefined : picture.tasks.get(parentId)?.task;
  const now = useNow(1_000, finishedAt === undefined);
  const open = finishedAt === undefined ? waits.filter(({ until }) => until === undefined) : [];
  const agent = [task.agentType, task.agentName, task.agentVersion].filter(Boolean).join(" · ");
  return (
    <div className="task-details">
      <p className="task-details__status">
        <StatusBadge status={statusOf(known)} />
        {progress?.fraction === undefined || finishedAt !== undefined ? undefined : (
          <progress value={progress.fraction} max={1} aria-label="Progress" />
        )}
      </p>
      <dl className="task-details__facts">
        <Fact name="Agent">{agent || "none"}</Fact>
        {task.capability === undefined ? undefined : <Fact name="Capability">{task.capability}</Fact>}
        <Fact name="Waited">
          <Duration ms={Math.max(0, (startedAt ?? finishedAt ?? now) - createdAt)} />
        </Fact>
        <Fact name="Ran">
          <Elapsed since={startedAt} until={finishedAt} />
        </Fact>
        <Fact name="Attempts">{attempts}</Fact>
        {task.spend === undefined ? undefined : (
          <>
            <Fact name="Cost">
              <Money usd={task.spend.costUsd} />
            </Fact>
            <Fact name="Tokens">
              <Tokens count={task.spend.tokens} />
            </Fact>
          </>
        )}
        <Fact name="Created">{formatMoment(createdAt)}</Fact>
        {finishedAt === undefined ? undefined : <Fact name="Finished">{formatMoment(finishedAt)}</Fact>}
      </dl>
      {parent === undefined ? undefined : (
        <p>
          Delegated by{" "}
          <Button look="quiet" onClick={() => select(parent.taskId)}>
            {parent.description}
          </Button>
        </p>
      )}
      {open.length === 0 ? undefined : (
        <p className="task-details__waiting">
          Waits for an answer ({open.map(({ key }) => key).join(", ")}).{" "}
          <Link href="/approvals">Go to the approvals</Link>
        </p>
      )}
      {failure === undefined ? undefined : (
        <section className="task-details__error" aria-label="Error">
          <h3>
            {task.status === "cancelled" ? "Why it was cancelled" : "Why it failed"}{" "}
            <code>{failure.code}</code>
          </h3>
          <p>{failure.message}</p>
          <p className="task-details__muted">{adviseOn(failure.code)}</p>
          {failure.details === undefined ? undefined : (
            <details className="value__more">
              <summary>Details</summary>
              <ValueView value={failure.details} what="the details" />
            </details>
          )}
        </section>
      )}
      {lateResults === 0 ? undefined : (
        <p className="task-details__muted">A result came after the task had ended, and was refused.</p>
      )}
      <AttemptList known={known} />
      {progress === undefined || progress.messages.length === 0 || finishedAt !== undefined ? undefined : (
        <section aria-label="Progress">
          <h3>What it does</h3>
          <ol className="task-details__messages">
            {progress.messages.slice(-8).map((message, index) => (
              <li key={index}>{message}</li>
            ))}
          </ol>
        </section>
      )}
      <TaskValues taskId={taskId} status={task.status} />
      <TaskEvents taskId={taskId} />
      <p className="task-details__id">
        <code>{taskId}</code> <CopyButton what="the task’s id" value={taskId} />
      </p>
    </div>
  );
}
