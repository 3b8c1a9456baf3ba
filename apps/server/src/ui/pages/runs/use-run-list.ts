import { useCallback, useEffect, useRef, useState } from "react";
import { client, read } from "../../api/connection.ts";
import { useReloadOn, useServerEvents } from "../../api/use-live.ts";
import { useQuery } from "../../api/use-query.ts";
import type { RunFilter } from "./run-filter.ts";
import { appendPage, applyEvent, mergeNewest, releaseHeld, type ShownRuns, startList } from "./run-list.ts";

/** The listed runs, as they stand now. */
export interface RunListing {
  readonly shown: ShownRuns | undefined;
  readonly error: Error | undefined;
  readonly isLoadingMore: boolean;
  reload(): void;
  loadMore(): void;
  showHeld(): void;
}

/** Runs that a filter lets through, kept up to date by events; `isReading` holds new ones back. */
export function useRunList(filter: RunFilter, isReading: () => boolean): RunListing {
  const { status, strategy, agentType, search } = filter;
  const subject = JSON.stringify([status, strategy, agentType, search]);
  const [state, setState] = useState<{ readonly subject: string; readonly shown: ShownRuns }>();
  const [moreError, setMoreError] = useState<Error>();
  const [isLoadingMore, setLoadingMore] = useState(false);
  const loading = useRef<AbortController>(undefined);
  const ask = (signal: AbortSignal, cursor?: string) =>
    read(client.api.runs.$get({ query: { ...filter, cursor } }, { init: { signal } }));
  const first = useQuery((signal) => ask(signal), [status, strategy, agentType, search]);
  const fresh = first.value;
  useEffect(() => {
    if (fresh === undefined) return;
    setState((before) =>
      before?.subject === subject
        ? { subject, shown: mergeNewest(before.shown, fresh, isReading()) }
        : { subject, shown: startList(fresh) },
    );
  }, [fresh]);
  useEffect(() => () => loading.current?.abort(), [subject]);
  useServerEvents((event) => {
    setState((before) => {
      if (before === undefined) return before;
      const shown = applyEvent(before.shown, event);
      return shown === before.shown ? before : { ...before, shown };
    });
  });
  useReloadOn(
    [
      "run-started",
      "run-settled",
      "task-created",
      "task-started",
      "task-waiting",
      "task-answered",
      "task-settled",
    ],
    first.reload,
  );
  const shown = state?.subject === subject ? state.shown : undefined;
  const addPage = async (signal: AbortSignal, cursor: string): Promise<void> => {
    try {
      const page = await ask(signal, cursor);
      if (signal.aborted) return;
      setState((before) =>
        before?.subject === subject ? { subject, shown: appendPage(before.shown, page) } : before,
      );
    } catch (error) {
      if (!signal.aborted) setMoreError(error as Error);
    }
  };
  const loadMore = (): void => {
    if (shown?.cursor === undefined || isLoadingMore) return;
    const controller = new AbortController();
    loading.current = controller;
    setLoadingMore(true);
    setMoreError(undefined);
    void addPage(controller.signal, shown.cursor).finally(() => setLoadingMore(false));
  };
  const showHeld = useCallback(
    () => setState((before) => before && { ...before, shown: releaseHeld(before.shown) }),
    [],
  );
  return { shown, error: first.error ?? moreError, isLoadingMore, reload: first.reload, loadMore, showHeld };
}
