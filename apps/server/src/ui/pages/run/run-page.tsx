import { client, read } from "../../api/connection.ts";
import { useQuery } from "../../api/use-query.ts";
import { Failed, Loading } from "../../components/states.tsx";

/** One run, while it grows and after. */
export function RunPage({ runId }: { readonly runId: string }) {
  const { value, error, reload } = useQuery(
    () => read(client.api.runs[":id"].$get({ param: { id: runId } })),
    [runId],
  );
  if (error !== undefined) return <Failed error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  return <h1>{value.run.title}</h1>;
}
