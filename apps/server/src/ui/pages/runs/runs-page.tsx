import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { Button } from "../../components/button.tsx";
import { formatPlural } from "../../components/format.ts";
import { Icon } from "../../components/icons.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, Loading } from "../../components/states.tsx";
import { WindowRows } from "../../components/window-rows.tsx";
import { FirstSteps } from "../overview/first-steps.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { isFiltered, readFilter, type RunFilter, writeFilter } from "./run-filter.ts";
import { RunRow } from "./run-row.tsx";
import "./runs-page.css";
import { useRunList } from "./use-run-list.ts";

const columns = ["Status", "Run", "Tasks", "Agents", "Duration", "Cost", "Started"] as const;

/** All runs, the newest first. */
export function RunsPage() {
  const query = useSearch();
  const [, navigate] = useLocation();
  const filter = readFilter(query);
  const table = useRef<HTMLDivElement>(null);
  const isReading = (): boolean => {
    const top = table.current?.getBoundingClientRect().top ?? 0;
    return top < 0 || (table.current?.contains(document.activeElement) ?? false);
  };
  const listing = useRunList(filter, isReading);
  const isSearchFocused = new URLSearchParams(query).get("focus") === "search";
  useEffect(() => {
    // The wish has been granted by then; the address is of the filter alone.
    if (isSearchFocused) navigate(writeFilter(filter), { replace: true });
  }, [isSearchFocused]);
  const { shown, error } = listing;
  const count = shown?.items.length ?? 0;
  return (
    <Page
      title="Runs"
      actions={
        <Link href="/new" className="button button--primary">
          <Icon name="new-run" /> New run
        </Link>
      }
    >
      <FilterBar
        filter={filter}
        isSearchFocused={isSearchFocused}
        onChange={(next: RunFilter) => navigate(writeFilter(next), { replace: true })}
      />
      {error === undefined ? undefined : <Failed error={error} retry={listing.reload} />}
      {shown === undefined && error === undefined ? <Loading what="runs" /> : undefined}
      {shown !== undefined && count === 0 ? (
        isFiltered(filter) ? (
          <Empty title="No run is like that.">
            <p>Try fewer conditions, or other words: the search looks into titles and ids.</p>
          </Empty>
        ) : (
          <FirstSteps />
        )
      ) : undefined}
      {shown !== undefined && count > 0 ? (
        <>
          <div className="runs-page__list">
            {shown.held.length > 0 ? (
              <div className="runs-page__held">
                <Button
                  onClick={() => {
                    listing.showHeld();
                    window.scrollTo(0, 0);
                  }}
                >
                  <Icon name="up" /> Show {formatPlural(shown.held.length, "new run")}
                </Button>
              </div>
            ) : undefined}

            <div
              ref={table}
              role="table"
              aria-label="Runs"
              aria-rowcount={shown.cursor === undefined ? count + 1 : -1}
              className="runs-page__table"
              onKeyDown={moveBetweenRows}
            >
              <div role="rowgroup" className="runs-page__head">
                <div role="row" aria-rowindex={1} className="run-row">
                  {columns.map((name) => (
                    <div key={name} role="columnheader">
                      {name}
                    </div>
                  ))}
                </div>
              </div>
              <WindowRows items={shown.items} keyOf={({ runId }) => runId} estimatedHeight={49}>
                {(run, index, row) => <RunRow key={run.runId} run={run} index={index} row={row} />}
              </WindowRows>
            </div>
          </div>
          <Foot
            count={count}
            hasMore={shown.cursor !== undefined}
            isLoading={listing.isLoadingMore}
            onMore={listing.loadMore}
          />
        </>
      ) : undefined}
    </Page>
  );
}

/** Arrow keys move from run to run, as Tab does. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".run-row__title")];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined || !links.includes(document.activeElement as HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

function Foot({
  count,
  hasMore,
  isLoading,
  onMore,
}: {
  readonly count: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}) {
  const foot = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(onMore);
  useEffect(() => {
    if (foot.current === null || !hasMore) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) more();
      },
      { rootMargin: "600px" },
    );
    observer.observe(foot.current);
    return () => observer.disconnect();
    // Watched anew after each page: what is still in sight after it is told again.
  }, [hasMore, count]);
  return (
    <div ref={foot} className="runs-page__foot">
      <span className="muted small" role="status">
        {hasMore ? `${formatPlural(count, "run")} so far` : formatPlural(count, "run")}
      </span>
      {hasMore ? (
        <Button onClick={onMore} disabled={isLoading}>
          {isLoading ? "Loading …" : "Show older runs"}
        </Button>
      ) : undefined}
    </div>
  );
}
