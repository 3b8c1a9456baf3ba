import type { TaskBrief } from "../../../../api/task.ts";
import { client, read } from "../../../api/connection.ts";
import { useQuery } from "../../../api/use-query.ts";
import { Failed, Loading } from "../../../components/states.tsx";
import { ValueView } from "../values/value-view.tsx";

/** The input and the result of a task, which are asked for when somebody looks. */
export function TaskValues({
  taskId,
  status,
}: {
  readonly taskId: string;
  readonly status: TaskBrief["status"];
}) {
  const { value, error, reload } = useQuery(
    () => read(client.api.tasks[":id"].$get({ param: { id: encodeURIComponent(taskId) } })),
    [taskId, status],
  );
  if (value === undefined)
    return error === undefined ? (
      <Loading what="input and result" />
    ) : (
      <Failed error={error} retry={reload} />
    );
  const { input, result } = value.task;
  const hasInput = input !== undefined && JSON.stringify(input) !== "{}";
  return (
    <>
      {status === "completed" ? (
        <section aria-label="Result">
          <h3>Result</h3>
          <ValueView value={result} what="the result" />
        </section>
      ) : undefined}
      <section aria-label="Input">
        <h3>Input</h3>
        {hasInput ? (
          <ValueView value={input} what="the input" />
        ) : (
          <p className="value__none">None: it works from its description.</p>
        )}
      </section>
    </>
  );
}
