import { Link } from "wouter";
import { client, read } from "../../api/connection.ts";
import { useReloadOn } from "../../api/use-live.ts";
import { useQuery } from "../../api/use-query.ts";
import { Card } from "../../components/card.tsx";
import { Icon } from "../../components/icons.tsx";
import { Page } from "../../components/page.tsx";
import { Failed, Loading } from "../../components/states.tsx";
import { Attention } from "./attention.tsx";
import { Charts } from "./charts.tsx";
import { Figures } from "./figures.tsx";
import { FirstSteps } from "./first-steps.tsx";
import "./overview-page.css";
import { RunLines } from "./run-lines.tsx";

const latestRuns = 8;

/** How the whole stands: figures, the last minutes, the latest runs, and what needs a person. */
export function OverviewPage() {
  const { value, error, reload } = useQuery(async (signal) => {
    const init = { init: { signal } };
    const [statistics, runs, failed, approvals, agents] = await Promise.all([
      read(client.api.statistics.$get({}, init)),
      read(client.api.runs.$get({ query: {} }, init)),
      read(client.api.runs.$get({ query: { status: "failed" } }, init)),
      read(client.api.approvals.$get({}, init)),
      read(client.api.agents.$get({}, init)),
    ]);
    return { statistics, runs, failed, approvals, agents };
  }, []);
  useReloadOn(
    ["run-started", "run-settled", "task-started", "task-settled", "task-waiting", "task-answered"],
    reload,
  );
  const hasRun = value !== undefined && (value.statistics.totalTasks > 0 || value.runs.items.length > 0);
  return (
    <Page
      title="Overview"
      actions={
        <Link href="/new" className="button button--primary">
          <Icon name="new-run" /> New run
        </Link>
      }
    >
      {error === undefined ? undefined : <Failed error={error} retry={reload} />}
      {value === undefined && error === undefined ? <Loading what="figures" /> : undefined}
      {value === undefined ? undefined : (
        <>
          <Figures statistics={value.statistics} />
          {hasRun ? <Charts minutes={value.statistics.minutes} /> : <FirstSteps />}
          {hasRun || value.agents.failedPlugIns.length > 0 ? (
            <div className="overview__lists">
              {hasRun ? (
                <Card title="Latest runs" actions={<Link href="/runs">All runs</Link>}>
                  <RunLines runs={value.runs.items.slice(0, latestRuns)} label="Latest runs" />
                </Card>
              ) : undefined}
              <Attention
                approvals={value.approvals.items}
                failedRuns={value.failed.items}
                failedPlugIns={value.agents.failedPlugIns}
              />
            </div>
          ) : undefined}
        </>
      )}
    </Page>
  );
}
