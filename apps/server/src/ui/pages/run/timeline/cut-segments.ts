import type { TaskPicture } from "../live/run-picture.ts";

/** A part of a task's life. */
export interface Segment {
  /** `queued`: created and not started; `running`; `paused`: waits for an answer of a person. */
  readonly kind: "queued" | "running" | "paused";
  readonly from: number;
  readonly to: number;
}

/** The life of a task up to `now`, cut where it begins to run and where it waits; parts without length are left out. */
export function cutSegments({ task, waits }: TaskPicture, now: number): readonly Segment[] {
  const end = task.finishedAt ?? Math.max(now, task.createdAt);
  const start = task.startedAt ?? end;
  const segments: Segment[] = [];
  const add = (kind: Segment["kind"], from: number, to: number): void => {
    if (to > from) segments.push({ kind, from, to });
  };
  add("queued", task.createdAt, Math.min(start, end));
  let from = start;
  for (const wait of joinWaits(waits, end)) {
    add("running", from, wait.from);
    add("paused", Math.max(from, wait.from), wait.to);
    from = Math.max(from, wait.to);
  }
  add("running", from, end);
  // What began and ended within a millisecond ran nevertheless.
  if (segments.length === 0 && task.startedAt !== undefined)
    segments.push({ kind: "running", from: start, to: end });
  return segments;
}

function joinWaits(
  waits: TaskPicture["waits"],
  end: number,
): readonly { readonly from: number; readonly to: number }[] {
  return waits
    .map(({ from, until }) => ({ from: Math.min(from, end), to: Math.min(until ?? end, end) }))
    .sort((one, other) => one.from - other.from);
}
