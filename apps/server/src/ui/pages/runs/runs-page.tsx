import { Link } from "wouter";
import { client, read } from "../../api/connection.ts";
import { useQuery } from "../../api/use-query.ts";
import { Failed, Loading } from "../../components/states.tsx";

/** All runs, the newest first. */
export function RunsPage() {
  const { value, error, reload } = useQuery(() => read(client.api.runs.$get({ query: {} })), []);
  if (error !== undefined) return <Failed error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  return (
    <ul>
      {value.items.map((run) => (
        <li key={run.runId}>
          <Link href={`/runs/${run.runId}`}>{run.title}</Link> {run.status}
        </li>
      ))}
    </ul>
  );
}
