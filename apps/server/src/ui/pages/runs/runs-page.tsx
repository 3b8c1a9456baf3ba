import { Link } from "wouter";
import { client, read } from "../../api/connection.ts";
import { useQuery } from "../../api/use-query.ts";
import { Page } from "../../components/page.tsx";
import { Failed, Loading } from "../../components/states.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";

/** All runs, the newest first. */
export function RunsPage() {
  const { value, error, reload } = useQuery(() => read(client.api.runs.$get({ query: {} })), []);
  return (
    <Page title="Runs">
      {error === undefined ? undefined : <Failed error={error} retry={reload} />}
      {value === undefined && error === undefined ? <Loading what="runs" /> : undefined}
      <ul>
        {value?.items.map((run) => (
          <li key={run.runId}>
            <StatusBadge status={run.status} /> <Link href={`/runs/${run.runId}`}>{run.title}</Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
