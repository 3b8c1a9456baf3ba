import { lazy, Suspense, useMemo } from "react";
import { Loading } from "../../components/states.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { EventLog } from "./events/event-log.tsx";
import { TaskOutline } from "./outline/task-outline.tsx";
import { RunResult } from "./result/run-result.tsx";
import { phoneQuery } from "./use-media.ts";
import { useRunView } from "./run-view.ts";
import { Timeline } from "./timeline/timeline.tsx";
import { JsonTree } from "./values/json-tree.tsx";

// The graph's libraries are larger than everything else on this page.
const loadGraph = () => import("./graph/run-graph.tsx").then((m) => ({ default: m.RunGraph }));
const RunGraph = lazy(loadGraph);
// Where it is shown first, it loads while the run itself is asked for.
if (!window.matchMedia(phoneQuery).matches) void loadGraph();

/** The views of a run, one of them at a time. */
export function RunViews({
  view,
  setView,
}: {
  readonly view: string;
  readonly setView: (view: string) => void;
}) {
  const tabs = useMemo(
    () => [
      {
        id: "graph",
        label: "Graph",
        panel: (
          <Suspense fallback={<Loading what="the graph" />}>
            <RunGraph />
            <ResultBelow />
          </Suspense>
        ),
      },
      { id: "timeline", label: "Timeline", panel: <Timeline /> },
      { id: "tasks", label: "Tasks", panel: <TaskOutline /> },
      { id: "result", label: "Result", panel: <RunResult /> },
      { id: "events", label: "Events", panel: <EventLog /> },
      { id: "plan", label: "Plan", panel: <PlanView /> },
    ],
    [],
  );
  return <Tabs label="Views of the run" tabs={tabs} selected={view} onSelect={setView} />;
}

/** What a run of one task came to stands under its small graph. */
function ResultBelow() {
  const { picture, selectedId } = useRunView();
  const { strategy, status } = picture.detail.run;
  if (strategy !== "task" || status !== "completed" || selectedId !== undefined) return undefined;
  return <RunResult />;
}

function PlanView() {
  const { plan, budget } = useRunView().picture.detail;
  return <JsonTree value={budget === undefined ? { plan } : { plan, budget }} />;
}
