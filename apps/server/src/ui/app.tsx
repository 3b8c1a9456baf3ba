import { lazy, Suspense } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { Shell } from "./layout/shell.tsx";
import { ErrorBoundary } from "./components/error-boundary.tsx";
import { Page } from "./components/page.tsx";
import { Empty, Loading } from "./components/states.tsx";

const OverviewPage = lazy(() =>
  import("./pages/overview/overview-page.tsx").then((m) => ({ default: m.OverviewPage })),
);
const RunsPage = lazy(() => import("./pages/runs/runs-page.tsx").then((m) => ({ default: m.RunsPage })));
const RunPage = lazy(() => import("./pages/run/run-page.tsx").then((m) => ({ default: m.RunPage })));
const AgentsPage = lazy(() =>
  import("./pages/agents/agents-page.tsx").then((m) => ({ default: m.AgentsPage })),
);
const ConversationPage = lazy(() =>
  import("./pages/conversation/conversation-page.tsx").then((m) => ({ default: m.ConversationPage })),
);
const NewRunPage = lazy(() =>
  import("./pages/new-run/new-run-page.tsx").then((m) => ({ default: m.NewRunPage })),
);
const ApprovalsPage = lazy(() =>
  import("./pages/approvals/approvals-page.tsx").then((m) => ({ default: m.ApprovalsPage })),
);

/** The pages of the dashboard by their addresses. */
export function App() {
  const [path] = useLocation();
  return (
    <Shell>
      <ErrorBoundary subject={path}>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/" component={OverviewPage} />
            <Route path="/runs" component={RunsPage} />
            <Route path="/runs/:id">{({ id }) => <RunPage key={id} runId={id} />}</Route>
            <Route path="/agents" component={AgentsPage} />
            <Route path="/conversation">
              <ConversationPage />
            </Route>
            <Route path="/conversation/:sessionId">
              {({ sessionId }) => <ConversationPage key={sessionId} sessionId={sessionId} />}
            </Route>
            <Route path="/new" component={NewRunPage} />
            <Route path="/approvals" component={ApprovalsPage} />
            <Route>
              <NothingHere />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

function NothingHere() {
  return (
    <Page title="Nothing here">
      <Empty title="There is no page at this address.">
        <p>
          <Link href="/runs">All runs</Link> or the <Link href="/">overview</Link>?
        </p>
      </Empty>
    </Page>
  );
}
