import { formatMoment } from "../../../components/format.ts";
import { describeSequel } from "../live/log-entry.ts";
import type { TaskPicture } from "../live/run-picture.ts";

/** The attempts that failed, and what came after each. */
export function AttemptList({ known: { failedAttempts } }: { readonly known: TaskPicture }) {
  if (failedAttempts.length === 0) return undefined;
  return (
    <section aria-label="Failed attempts">
      <h3>Failed attempts</h3>
      <ol className="task-details__attempts">
        {failedAttempts.map(({ attempt, agentName, failure, sequel, delayMs, at }) => (
          <li key={`${attempt}-${at}`}>
            <p>
              Attempt {attempt} of {agentName}: {failure.message} <code>{failure.code}</code>
              {describeSequel({ sequel, delayMs })}
            </p>
            <p className="task-details__muted">{formatMoment(at)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
