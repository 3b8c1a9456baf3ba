import { formatCount } from "../../../components/format.ts";
import { nameStatus, StatusIcon, type StatusName } from "../../../components/status-badge.tsx";
import type { TaskPicture } from "../live/run-picture.ts";
import { statusOf } from "../status-of.ts";

/** How many tasks of a group stand how; `planned` ones have no record yet. */
export type GroupStanding = Readonly<Partial<Record<StatusName | "planned", number>>>;

const order = ["failed", "waiting", "in_progress", "pending", "completed", "cancelled"] as const;

/** Counts how the tasks of a group stand. */
export function countStanding(
  ids: readonly string[],
  tasks: ReadonlyMap<string, TaskPicture>,
): GroupStanding {
  const standing: Partial<Record<StatusName | "planned", number>> = {};
  for (const id of ids) {
    const known = tasks.get(id);
    const status = known === undefined ? "planned" : statusOf(known);
    standing[status] = (standing[status] ?? 0) + 1;
  }
  return standing;
}

/** The counts as a bar with its figures; what needs attention comes first. */
export function GroupCounts({ standing }: { readonly standing: GroupStanding }) {
  const shown = order.filter((status) => (standing[status] ?? 0) > 0);
  return (
    <>
      <span className="run-graph__counts">
        {shown.slice(0, 4).map((status) => (
          <span key={status} className="run-graph__count" title={nameStatus(status)}>
            <StatusIcon status={status} />
            <span className="figure">{formatCount(standing[status] ?? 0)}</span>
            <span className="visually-hidden">{nameStatus(status)}</span>
          </span>
        ))}
        {standing.planned === undefined ? undefined : (
          <span className="run-graph__muted">{formatCount(standing.planned)} planned</span>
        )}
      </span>
      <span className="run-graph__bar" aria-hidden="true">
        {shown.map((status) => (
          <span
            key={status}
            className={`run-graph__share run-graph__share--${status}`}
            style={{ flexGrow: standing[status] }}
          />
        ))}
        <span style={{ flexGrow: standing.planned ?? 0 }} />
      </span>
    </>
  );
}
