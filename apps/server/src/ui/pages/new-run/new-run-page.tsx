import { useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { client, read } from "../../api/connection.ts";
import { useQuery } from "../../api/use-query.ts";
import { Button } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { Failed, Loading } from "../../components/states.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { buildPlan, buildRequest } from "./build-request.ts";
import { createDraft } from "./draft.ts";
import { EstimatePanel } from "./estimate-panel.tsx";
import { findDraftProblems } from "./find-draft-problems.ts";
import { JsonView } from "./json-view.tsx";
import { forgetDraft } from "./kept-draft.ts";
import { groupProblems } from "./place-problems.ts";
import { ProblemSummary } from "./problem-summary.tsx";
import { RunForm } from "./run-form.tsx";
import { useDraft } from "./use-draft.ts";
import { useEstimate } from "./use-estimate.ts";
import { useStart } from "./use-start.ts";
import "./new-run.css";

/** Starting a run: as a prompt, or as a plan of tasks whose forms come from the agents' schemas. */
export function NewRunPage() {
  const [, navigate] = useLocation();
  const { draft, setDraft, isLoading, error } = useDraft();
  const agents = useQuery((signal) => read(client.api.agents.$get({}, { init: { signal } })), []);
  const known = agents.value?.items ?? [];
  const [isAttempted, setAttempted] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const problems = useMemo(() => findDraftProblems(draft, known), [draft, known]);
  const request = useMemo(() => buildRequest(draft), [draft]);
  const estimate = useEstimate(problems.length === 0 ? buildPlan(draft) : undefined);
  const { isStarting, refused, start } = useStart(request);
  // What is only missing is no reproach before one has asked to start.
  const told = [...problems.filter(({ isMissing }) => isAttempted || !isMissing), ...refused];
  const byPath = useMemo(() => groupProblems(told), [JSON.stringify(told)]);

  const submit = async (): Promise<void> => {
    if (isStarting) return;
    setAttempted(true);
    const runId = problems.length === 0 ? await start(request) : undefined;
    if (runId === undefined) return void summary.current?.focus();
    forgetDraft(window.sessionStorage);
    navigate(`/runs/${encodeURIComponent(runId)}`);
  };

  if (isLoading || (agents.isLoading && agents.value === undefined))
    return (
      <Page title="New run">
        <Loading />
      </Page>
    );
  return (
    <Page
      title="New run"
      actions={
        <Button
          onClick={() => {
            setAttempted(false);
            setDraft(createDraft());
          }}
        >
          Start over
        </Button>
      }
    >
      {error === undefined ? undefined : <Failed error={error} />}
      {agents.error === undefined ? undefined : <Failed error={agents.error} retry={agents.reload} />}
      <form
        ref={form}
        noValidate
        className="new-run"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          // A prompt may have lines of its own: this starts from anywhere.
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
        }}
      >
        <div className="new-run__form">
          <Tabs
            label="How the run is written"
            tabs={[
              {
                id: "form",
                label: "Form",
                panel: <RunForm draft={draft} onChange={setDraft} agents={known} problems={byPath} />,
              },
              { id: "json", label: "As JSON", panel: <JsonView draft={draft} onChange={setDraft} /> },
            ]}
          />
        </div>
        <aside className="new-run__side" aria-label="Before it starts">
          <EstimatePanel state={estimate} />
          <ProblemSummary problems={isAttempted ? told : []} summary={summary} />
          <Button look="primary" type="submit" aria-disabled={isStarting || undefined}>
            {isStarting ? "Starting …" : "Start"}
          </Button>
          <p className="field__hint">Ctrl + Enter starts from anywhere.</p>
        </aside>
      </form>
    </Page>
  );
}
