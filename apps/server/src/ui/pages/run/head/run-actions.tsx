import { systemRuntime } from "@convoke/core";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { PlanBody } from "../../../../api/plan.ts";
import { client, read } from "../../../api/connection.ts";
import { announce } from "../../../components/announce.ts";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { useRunView } from "../run-view.ts";
import { CopyButton } from "../values/copy-button.tsx";

/** What one can do with the run. */
export function RunActions() {
  const { picture } = useRunView();
  const { run, plan, budget } = picture.detail;
  const { runId, status } = run;
  const [, navigate] = useLocation();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const perform = (work: () => Promise<void>): void => {
    setIsBusy(true);
    work()
      .catch((error: Error) => announce(error.message, "bad"))
      .finally(() => setIsBusy(false));
  };
  const cancel = (): void => {
    setIsAsking(false);
    perform(async () => {
      await read(client.api.runs[":id"].$delete({ param: { id: encodeURIComponent(runId) } }));
      announce("The run was cancelled.");
    });
  };
  const retry = (): void =>
    perform(async () => {
      const started = await read(
        client.api.runs.$post({
          header: { "idempotency-key": systemRuntime.createId() },
          json: { plan: plan as PlanBody, budget },
        }),
      );
      announce("The same plan was started again.");
      navigate(`/runs/${encodeURIComponent(started.runId)}`);
    });
  const sessionId = findSession(plan);
  return (
    <>
      {sessionId === undefined ? undefined : (
        <Link className="button button--quiet" href={`/conversation/${encodeURIComponent(sessionId)}`}>
          Conversation
        </Link>
      )}
      <CopyButton what="id" value={runId} />
      <Link className="button" href={`/new?from=${encodeURIComponent(runId)}`}>
        Run again<span className="run-actions__more"> with changes</span>
      </Link>
      {status === "running" ? (
        <Button look="danger" disabled={isBusy} onClick={() => setIsAsking(true)}>
          Cancel
        </Button>
      ) : (
        <Button disabled={isBusy} onClick={retry}>
          Retry
        </Button>
      )}
      <Dialog
        title="Cancel this run?"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Let it run</Button>
            <Button look="danger" onClick={cancel}>
              Cancel the run
            </Button>
          </>
        }
      >
        <p>
          Tasks that run are stopped, and those that wait are not started. What is finished keeps its results.
        </p>
      </Dialog>
    </>
  );
}

/** The conversation that a run of the main agent belongs to. */
function findSession(plan: unknown): string | undefined {
  const { task } = (plan ?? {}) as {
    readonly task?: { readonly agentType?: string; readonly input?: unknown };
  };
  if (task?.agentType !== "main") return undefined;
  const { sessionId } = (task.input ?? {}) as { readonly sessionId?: unknown };
  return typeof sessionId === "string" ? sessionId : undefined;
}
