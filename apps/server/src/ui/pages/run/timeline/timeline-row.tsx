import { memo } from "react";
import { formatDuration, formatMoment, formatPlural } from "../../../components/format.ts";
import { nameStatus, StatusIcon } from "../../../components/status-badge.tsx";
import type { TaskPicture } from "../live/run-picture.ts";
import type { OutlineRow } from "../outline/list-outline.ts";
import { statusOf } from "../status-of.ts";
import { cutSegments } from "./cut-segments.ts";
import type { TimeScale } from "./time-scale.ts";
import { percent } from "./percent.ts";

const words = { queued: "waited to start", running: "ran", paused: "waited for an answer" } as const;

/** One task on the timeline: a button that opens its details. */
export const TimelineRow = memo(function TimelineRow({
  known,
  row,
  top,
  scale,
  now,
  isSelected,
  select,
  tell,
}: {
  readonly known: TaskPicture;
  readonly row: OutlineRow;
  readonly top: number;
  readonly scale: TimeScale;
  /** Counts for tasks that have not ended. */
  readonly now: number;
  readonly isSelected: boolean;
  readonly select: (taskId: string) => void;
  readonly tell: (text: string | undefined) => void;
}) {
  const { task, failedAttempts } = known;
  const status = statusOf(known);
  const segments = cutSegments(known, now);
  const times = describeTimes(known, segments);
  return (
    <div className="timeline__row" role="listitem" style={{ transform: `translateY(${top}px)` }}>
      <button
        type="button"
        className="timeline__button"
        aria-pressed={isSelected}
        aria-label={`${task.description}, ${nameStatus(status)}: ${times}`}
        onClick={() => select(task.taskId)}
        onMouseEnter={() => tell(`${task.description}: ${times}`)}
        onFocus={() => tell(`${task.description}: ${times}`)}
      >
        <span className="timeline__name" style={{ paddingInlineStart: `${8 + (row.level - 1) * 12}px` }}>
          <StatusIcon status={status} />
          <span className="timeline__description" dir="auto">
            {task.description}
          </span>
        </span>
        <span className="timeline__track">
          {segments.map(({ kind, from, to }) => (
            <span
              key={`${kind}${from}`}
              className={`timeline__segment timeline__segment--${kind} timeline__segment--${status}`}
              style={{
                insetInlineStart: percent(scale.shareOf(from)),
                inlineSize: percent(scale.shareOf(to) - scale.shareOf(from)),
              }}
            />
          ))}
          {failedAttempts.map(({ at, attempt, sequel }) => (
            <span
              key={`${attempt}-${at}`}
              className={sequel === "end" ? "timeline__mark timeline__mark--end" : "timeline__mark"}
              style={{ insetInlineStart: percent(scale.shareOf(at)) }}
            />
          ))}
          {task.startedAt === undefined && task.finishedAt !== undefined ? (
            <span
              className={`timeline__point timeline__point--${status}`}
              style={{ insetInlineStart: percent(scale.shareOf(task.finishedAt)) }}
            />
          ) : undefined}
        </span>
      </button>
    </div>
  );
});

function describeTimes(
  { task, failedAttempts }: TaskPicture,
  segments: ReturnType<typeof cutSegments>,
): string {
  const parts = segments.map(({ kind, from, to }) => `${words[kind]} ${formatDuration(to - from)}`);
  if (task.startedAt === undefined) parts.push("did not start");
  if (failedAttempts.length > 0) parts.push(formatPlural(failedAttempts.length, "failed attempt"));
  const end = task.finishedAt === undefined ? "now" : formatMoment(task.finishedAt).slice(11);
  return `${parts.join(", ")}; from ${formatMoment(task.createdAt).slice(11)} to ${end}`;
}
