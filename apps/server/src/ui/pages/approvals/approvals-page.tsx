import { client, read } from "../../api/connection.ts";
import { useReloadOn } from "../../api/use-live.ts";
import { useQuery } from "../../api/use-query.ts";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, Loading } from "../../components/states.tsx";
import { ApprovalCard } from "./approval-card.tsx";
import "./approvals-page.css";

/** The questions that tasks wait for answers to, the oldest first. */
export function ApprovalsPage() {
  const { value, error, reload } = useQuery(
    (signal) => read(client.api.approvals.$get({}, { init: { signal } })),
    [],
  );
  useReloadOn(["task-waiting", "task-answered", "task-settled", "run-settled"], reload);
  const items = value?.items.toSorted((one, other) => one.since - other.since) ?? [];
  return (
    <Page title="Approvals">
      {error === undefined ? undefined : <Failed error={error} retry={reload} />}
      {value === undefined && error === undefined ? <Loading what="questions" /> : undefined}
      {value !== undefined && items.length === 0 ? (
        <Empty title="Nothing waits for an answer.">
          <p>
            When an agent asks before it acts, the question appears here at once. Which actions ask is set by
            CONVOKE_APPROVALS.
          </p>
        </Empty>
      ) : undefined}
      <div className="approvals">
        {items.map((approval) => (
          <ApprovalCard key={`${approval.taskId} ${approval.key}`} approval={approval} onAnswered={reload} />
        ))}
      </div>
    </Page>
  );
}
