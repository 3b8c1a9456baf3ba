import { Suspense, useEffect } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { Shell } from "./layout/shell.tsx";
import { ErrorBoundary } from "./components/error-boundary.tsx";
import { Page } from "./components/page.tsx";
import { Empty, Loading } from "./components/states.tsx";
import { lazyPage, loadPages } from "./lazy-page.ts";

const OverviewPage = lazyPage(() => import("./pages/overview/overview-page.tsx").then((m) => m.OverviewPage));
const RunsPage = lazyPage(() => import("./pages/runs/runs-page.tsx").then((m) => m.RunsPage));
const RunPage = lazyPage(() => import("./pages/run/run-page.tsx").then((m) => m.RunPage));
const AgentsPage = lazyPage(() => import("./pages/agents/agents-page.tsx").then((m) => m.AgentsPage));
const ConversationPage = lazyPage(() =>
  import("./pages/conversation/conversation-page.tsx").then((m) => m.ConversationPage),
);
const NewRunPage = lazyPage(() => import("./pages/new-run/new-run-page.tsx").then((m) => m.NewRunPage));
const ApprovalsPage = lazyPage(() =>
  import("./pages/approvals/approvals-page.tsx").then((m) => m.ApprovalsPage),
);

/** The pages of the dashboard by their addresses. */
export function App() {
  const [path] = useLocation();
  useEffect(loadPages, []);
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
