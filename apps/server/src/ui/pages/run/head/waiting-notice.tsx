import { Link } from "wouter";
import { Button } from "../../../components/button.tsx";
import { formatPlural } from "../../../components/format.ts";
import { Icon } from "../../../components/icons.tsx";
import { useRunView } from "../run-view.ts";
import { statusOf } from "../status-of.ts";

const mostNamed = 3;

/** Which tasks wait for an answer of a person, with the way to give it. */
export function WaitingNotice() {
  const { picture, summary, select } = useRunView();
  if (summary.waiting === 0 || picture.detail.run.status !== "running") return undefined;
  const waiting = [...picture.tasks.values()].filter((known) => statusOf(known) === "waiting");
  const more = waiting.length - mostNamed;
  return (
    <section className="run-failure" aria-label="What it waits for">
      <h2>
        <Icon name="waiting" /> {formatPlural(waiting.length, "task")}{" "}
        {waiting.length === 1 ? "waits" : "wait"} for an answer
      </h2>
      {waiting.slice(0, mostNamed).map(({ task }) => (
        <p key={task.taskId}>
          <Button look="quiet" onClick={() => select(task.taskId)}>
            {task.description}
          </Button>
        </p>
      ))}
      {more > 0 ? <p className="run-failure__advice">And {more} more.</p> : undefined}
      <p>
        <Link className="button" href="/approvals">
          Answer
        </Link>
      </p>
    </section>
  );
}
