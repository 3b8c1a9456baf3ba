import { useMemo } from "react";
import type { TaskPicture } from "../live/run-picture.ts";
import { countConcurrency } from "./count-concurrency.ts";
import type { TimeScale } from "./time-scale.ts";

const width = 1_000;
const height = 24;

/** How many tasks ran at once, as a small silhouette over the axis. */
export function ConcurrencyStrip({
  tasks,
  scale,
  now,
}: {
  readonly tasks: ReadonlyMap<string, TaskPicture>;
  readonly scale: TimeScale;
  readonly now: number;
}) {
  const steps = useMemo(() => countConcurrency(tasks.values(), now), [tasks, now]);
  const most = steps.reduce((peak, { running }) => Math.max(peak, running), 0);
  if (most === 0) return undefined;
  let path = `M0 ${height}`;
  let level = height;
  for (const { at, running } of steps) {
    const x = (scale.shareOf(at) * width).toFixed(1);
    const y = height - (running / most) * (height - 2);
    path += `L${x} ${level.toFixed(1)}L${x} ${y.toFixed(1)}`;
    level = y;
  }
  return (
    <>
      <svg
        className="timeline__strip"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={`${path}L${width} ${level}L${width} ${height}Z`} />
      </svg>
      <span className="timeline__peak">at most {most} at once</span>
    </>
  );
}
