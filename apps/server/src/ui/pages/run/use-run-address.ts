import { useCallback } from "react";
import { useSearchParams } from "wouter";

/** What the address says beside the run: the view and the task that is open. */
export interface RunAddress {
  readonly view: string | undefined;
  readonly taskId: string | undefined;
  setView(view: string): void;
  setTaskId(taskId: string | undefined): void;
}

/** Keeps view and task in the address, so that they can be linked and survive a reload. */
export function useRunAddress(): RunAddress {
  const [search, setSearch] = useSearchParams();
  const change = useCallback(
    (name: string, value: string | undefined) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === undefined) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return {
    view: search.get("view") ?? undefined,
    taskId: search.get("task") ?? undefined,
    setView: useCallback((view) => change("view", view), [change]),
    setTaskId: useCallback((taskId) => change("task", taskId), [change]),
  };
}
