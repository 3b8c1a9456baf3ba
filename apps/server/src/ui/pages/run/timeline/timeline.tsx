import "./timeline.css";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { Empty } from "../../../components/states.tsx";
import { useNow } from "../../../components/use-now.ts";
import { listOutline } from "../outline/list-outline.ts";
import { useRunView } from "../run-view.ts";
import { phoneQuery, useMedia } from "../use-media.ts";
import { ConcurrencyStrip } from "./concurrency-strip.tsx";
import { TimelineLegend } from "./timeline-legend.tsx";
import { TimelineRow } from "./timeline-row.tsx";
import { percent } from "./percent.ts";
import { chooseTicks, createTimeScale } from "./time-scale.ts";

/** Pixels; the style sheet takes it from here. */
const rowHeights = { pointer: 32, finger: 44 };
/** Marks of the axis at once; on a phone the names take much of the width. */
const mostTicks = { wide: 6, phone: 3 };
/** A mark nearer to the end than this has no room for its words. */
const lastTick = { wide: 0.95, phone: 0.8 };
const noneClosed: ReadonlySet<string> = new Set();

/** When each task waited and when it ran. */
export function Timeline() {
  const { picture, selectedId, select } = useRunView();
  const { detail, tasks, order } = picture;
  const { createdAt, finishedAt, status } = detail.run;
  const now = useNow(1_000, finishedAt === undefined);
  const isPhone = useMedia(phoneQuery);
  const rowHeight = useMedia("(pointer: coarse)") ? rowHeights.finger : rowHeights.pointer;
  const [zoom, setZoom] = useState(1);
  const [told, setTold] = useState<string>();
  const end = finishedAt ?? Math.max(now, latestEnd(tasks.values(), createdAt));
  const scale = useMemo(() => createTimeScale(createdAt, end), [createdAt, end]);
  const rows = useMemo(() => listOutline(order, tasks, noneClosed), [order, tasks]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: 0,
  });
  if (rows.length === 0) return <Empty title="No task has been created yet." />;
  const ticks = chooseTicks(scale, (isPhone ? mostTicks.phone : mostTicks.wide) * zoom);
  const lastWords = 1 - (1 - (isPhone ? lastTick.phone : lastTick.wide)) / zoom;
  return (
    <div className="timeline">
      <div className="timeline__tools">
        <TimelineLegend />
        <span className="timeline__zoom">
          <Button aria-label="Zoom out" disabled={zoom <= 1} onClick={() => setZoom(Math.max(1, zoom / 2))}>
            −
          </Button>
          <Button aria-label="Zoom in" disabled={zoom >= 64} onClick={() => setZoom(Math.min(64, zoom * 2))}>
            +
          </Button>
          <Button disabled={zoom === 1} onClick={() => setZoom(1)}>
            Fit
          </Button>
        </span>
      </div>
      <div
        ref={scroller}
        className="timeline__scroller"
        tabIndex={0}
        role="region"
        aria-label="Timeline of the tasks"
      >
        <div
          className="timeline__canvas"
          style={{ "--zoom": zoom, "--row": `${rowHeight}px` } as React.CSSProperties}
        >
          <div className="timeline__head">
            <div className="timeline__corner">Since the start of the run</div>
            <div className="timeline__axis">
              {ticks.map(({ offset, label }) => (
                <span
                  key={offset}
                  className="timeline__tick"
                  style={{ insetInlineStart: percent(scale.shareOf(createdAt + offset)) }}
                >
                  {scale.shareOf(createdAt + offset) > lastWords ? undefined : label}
                </span>
              ))}
              <ConcurrencyStrip tasks={tasks} scale={scale} now={end} />
            </div>
          </div>
          <div className="timeline__body" role="list" style={{ blockSize: virtual.getTotalSize() }}>
            <div className="timeline__grid" aria-hidden="true">
              {ticks.map(({ offset }) => (
                <i key={offset} style={{ insetInlineStart: percent(scale.shareOf(createdAt + offset)) }} />
              ))}
              {status === "running" ? (
                <b style={{ insetInlineStart: percent(scale.shareOf(end)) }} />
              ) : undefined}
            </div>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              const known = tasks.get(row.taskId);
              return known === undefined ? undefined : (
                <TimelineRow
                  key={row.taskId}
                  known={known}
                  row={row}
                  top={start}
                  scale={scale}
                  now={known.task.finishedAt === undefined ? end : 0}
                  isSelected={row.taskId === selectedId}
                  select={select}
                  tell={setTold}
                />
              );
            })}
          </div>
        </div>
      </div>
      <p className="timeline__told">{told ?? "Point at a task, or move to it, to see its exact times."}</p>
    </div>
  );
}

function latestEnd(
  tasks: Iterable<{ readonly task: { readonly finishedAt?: number } }>,
  least: number,
): number {
  let latest = least;
  for (const { task } of tasks) latest = Math.max(latest, task.finishedAt ?? 0);
  return latest;
}
