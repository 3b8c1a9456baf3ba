import type { BriefEvent } from "../../../api/event.ts";
import type { RunList, RunSummary } from "../../../api/run.ts";

/** The runs that are shown, and those that wait to be. */
export interface ShownRuns {
  /** Newest first. */
  readonly items: readonly RunSummary[];
  /** Runs that began after the list was shown, newest first; held back while one reads further down. */
  readonly held: readonly RunSummary[];
  /** Continues the listing; absent at its end. */
  readonly cursor: string | undefined;
}

/** A first page. */
export function startList({ items, cursor }: RunList): ShownRuns {
  return { items, held: [], cursor };
}

/** The next page under what is shown; a run that both hold is shown once. */
export function appendPage(shown: ShownRuns, { items, cursor }: RunList): ShownRuns {
  const known = new Set(shown.items.map(({ runId }) => runId));
  return { ...shown, items: [...shown.items, ...items.filter(({ runId }) => !known.has(runId))], cursor };
}

/**
 * A newer first page into what is shown: known runs are brought up to date, those that the page should hold and does
 * not are gone from the listing, and new ones are added, or held back when `holds`.
 */
export function mergeNewest(shown: ShownRuns, fresh: RunList, holds: boolean): ShownRuns {
  const byId = new Map(fresh.items.map((run) => [run.runId, run]));
  const oldest = fresh.cursor === undefined ? -Infinity : (fresh.items.at(-1)?.createdAt ?? -Infinity);
  const items = shown.items.flatMap((run) => {
    const newer = byId.get(run.runId);
    // At the edge of the page runs of the same millisecond may stand on either side.
    return newer !== undefined ? [newer] : run.createdAt > oldest ? [] : [run];
  });
  const known = new Set(items.map(({ runId }) => runId));
  const added = fresh.items.filter(({ runId }) => !known.has(runId));
  const newest = items[0]?.createdAt ?? -Infinity;
  const above = added.filter(({ createdAt }) => createdAt >= newest);
  const within = added.filter(({ createdAt }) => createdAt < newest);
  const placed = within.length === 0 ? items : [...items, ...within].sort(compareNewest);
  // A page that is the whole listing ends it; a longer one leaves the end where it was.
  const cursor = shown.items.length === 0 ? fresh.cursor : shown.cursor;
  if (holds) return { items: placed, held: above, cursor };
  return { items: [...above, ...placed], held: [], cursor };
}

/** Shows what was held back. */
export function releaseHeld(shown: ShownRuns): ShownRuns {
  return { ...shown, items: [...shown.held, ...shown.items], held: [] };
}

/** What an event says of a listed run at once; its figures come with the next page. */
export function applyEvent(shown: ShownRuns, event: BriefEvent): ShownRuns {
  if (event.type !== "run-settled" && event.type !== "task-waiting" && event.type !== "task-answered")
    return shown;
  const at = shown.items.findIndex(({ runId }) => runId === event.runId);
  const run = shown.items[at];
  if (run === undefined || run.status !== "running") return shown;
  return { ...shown, items: shown.items.with(at, change(run, event)) };
}

function change(
  run: RunSummary,
  event: BriefEvent & { readonly type: "run-settled" | "task-waiting" | "task-answered" },
): RunSummary {
  switch (event.type) {
    case "run-settled":
      return { ...run, status: event.status, finishedAt: event.at, openApprovals: 0 };
    case "task-waiting":
      return { ...run, openApprovals: run.openApprovals + 1 };
    case "task-answered":
      return { ...run, openApprovals: Math.max(0, run.openApprovals - 1) };
  }
}

function compareNewest(one: RunSummary, other: RunSummary): number {
  return other.createdAt - one.createdAt;
}
