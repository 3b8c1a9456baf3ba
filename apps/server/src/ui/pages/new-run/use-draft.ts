import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { client, read } from "../../api/connection.ts";
import { createDraft, type RunDraft } from "./draft.ts";
import { keepDraft, readKeptDraft } from "./kept-draft.ts";
import { readStartedRun } from "./read-request.ts";

/** The draft of this page: kept over a reload, made of an earlier run with `?from=`, preset with `?agentType=` and `?capability=`. */
export function useDraft(): {
  readonly draft: RunDraft;
  readonly setDraft: (draft: RunDraft) => void;
  /** The earlier run, while it is asked for. */
  readonly isLoading: boolean;
  readonly error: Error | undefined;
  readonly source: string;
} {
  const [search] = useSearchParams();
  const source = search.toString();
  const from = search.get("from") ?? undefined;
  const [kept] = useState(() => readKeptDraft(window.sessionStorage, source));
  const [draft, setDraft] = useState(() => kept ?? createDraft(readPreset(search)));
  const [isLoading, setLoading] = useState(kept === undefined && from !== undefined);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    if (!isLoading || from === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    const load = async (): Promise<void> => {
      try {
        const asked = client.api.runs[":id"].$get(
          { param: { id: encodeURIComponent(from) } },
          { init: { signal } },
        );
        const { plan, budget } = await read(asked);
        if (signal.aborted) return;
        const reading = readStartedRun(plan, budget);
        if (reading.problem === undefined) setDraft(reading.draft);
        else setError(new Error(`The plan of that run cannot be shown as a form. ${reading.problem}`));
      } catch (thrown) {
        if (signal.aborted) return;
        setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
      setLoading(false);
    };
    void load();
    return () => controller.abort();
  }, [from, isLoading]);
  useEffect(() => {
    if (!isLoading) keepDraft(window.sessionStorage, source, draft);
  }, [draft, isLoading, source]);
  return { draft, setDraft, isLoading, error, source };
}

function readPreset(search: URLSearchParams): { agentType?: string; capability?: string } {
  const agentType = search.get("agentType");
  const capability = search.get("capability");
  return {
    ...(agentType !== null && agentType !== "" && { agentType }),
    ...(capability !== null && capability !== "" && { capability }),
  };
}
