import "./head/head.css";
import "./run-page.css";
import { useDeferredValue, useMemo } from "react";
import { Link } from "wouter";
import { RequestError } from "../../api/connection.ts";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, Loading } from "../../components/states.tsx";
import { TallyView } from "./consensus/tally-view.tsx";
import { BudgetBars } from "./head/budget-bars.tsx";
import { FailureNotice } from "./head/failure-notice.tsx";
import { RunActions } from "./head/run-actions.tsx";
import { RunFacts } from "./head/run-facts.tsx";
import { WaitingNotice } from "./head/waiting-notice.tsx";
import { summarisePicture } from "./live/summarise-picture.ts";
import { RunViewProvider } from "./run-view.ts";
import { RunViews } from "./run-views.tsx";
import { TaskPanel } from "./task/task-panel.tsx";
import { useLiveRun } from "./use-live-run.ts";
import { phoneQuery, useMedia } from "./use-media.ts";
import { useRunAddress } from "./use-run-address.ts";

/** One run, while it grows and after. */
export function RunPage({ runId }: { readonly runId: string }) {
  const { picture: newest, error, isOffline, reload } = useLiveRun(runId);
  // What is typed or pressed comes before what happens elsewhere.
  const picture = useDeferredValue(newest);
  const { view, taskId, setView, setTaskId } = useRunAddress();
  const isWide = useMedia("(min-width: 1100px)");
  const isPhone = useMedia(phoneQuery);
  const summary = useMemo(() => (picture === undefined ? undefined : summarisePicture(picture)), [picture]);
  const context = useMemo(
    () =>
      picture === undefined || summary === undefined
        ? undefined
        : { picture, summary, selectedId: taskId, select: setTaskId },
    [picture, summary, taskId, setTaskId],
  );
  if (context === undefined) return <NoPicture error={error} reload={reload} />;
  const { run } = context.picture.detail;
  return (
    <RunViewProvider value={context}>
      <Page title={run.title} actions={<RunActions />}>
        {isOffline ? (
          <p className="run-page__offline" role="status">
            The connection is lost: this is what was known last. It goes on as soon as the server answers.
          </p>
        ) : undefined}
        <RunFacts />
        <WaitingNotice />
        <FailureNotice />
        <BudgetBars />
        {run.strategy === "consensus" ? <TallyView /> : undefined}
        <div
          className={
            taskId !== undefined && isWide ? "run-page__main run-page__main--split" : "run-page__main"
          }
        >
          <RunViews view={view ?? (isPhone ? "tasks" : "graph")} setView={setView} />
          <TaskPanel isBeside={isWide} />
        </div>
      </Page>
    </RunViewProvider>
  );
}

function NoPicture({ error, reload }: { readonly error: Error | undefined; readonly reload: () => void }) {
  if (error === undefined)
    return (
      <Page title="Run">
        <Loading what="the run" />
      </Page>
    );
  const isGone = error instanceof RequestError && error.problem.status === 404;
  return (
    <Page title="Run">
      {isGone ? (
        <Empty title="There is no such run.">
          <p>It may have been dropped by retention, or the address is not right.</p>
          <p>
            <Link href="/runs">All runs</Link>
          </p>
        </Empty>
      ) : (
        <Failed error={error} retry={reload} />
      )}
    </Page>
  );
}
