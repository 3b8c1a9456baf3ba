import { Money } from "../../../components/amounts.tsx";
import { StatusBadge } from "../../../components/status-badge.tsx";
import { Elapsed } from "../../../components/time.tsx";
import type { TaskPicture } from "../live/run-picture.ts";
import { statusOf } from "../status-of.ts";
import type { OutlineRow } from "./list-outline.ts";

/** The id of the element of a task, to which the tree points as its active one. */
export function idOfItem(taskId: string): string {
  return `outline-${taskId}`;
}

/** One task of the outline. */
export function OutlineItem({
  known,
  row,
  top,
  isActive,
  isSelected,
  onOpen,
  onToggle,
}: {
  readonly known: TaskPicture;
  readonly row: OutlineRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
}) {
  const { task, progress } = known;
  const { isOpen, level, position, siblings } = row;
  const note = task.error ?? (task.finishedAt === undefined ? progress?.messages.at(-1) : undefined);
  return (
    <div
      id={idOfItem(task.taskId)}
      role="treeitem"
      className={isActive ? "task-outline__item task-outline__item--active" : "task-outline__item"}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isOpen}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)`, paddingInlineStart: `${8 + (level - 1) * 20}px` }}
      onClick={onOpen}
    >
      <span
        className="task-outline__arrow"
        aria-hidden="true"
        onClick={(event) => {
          if (isOpen === undefined) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {isOpen === undefined ? "" : isOpen ? "▾" : "▸"}
      </span>
      <span className="task-outline__words">
        <span className="task-outline__description">{task.description}</span>
        <span className="task-outline__note">
          {task.agentType || task.capability}
          {task.attempts > 1 ? ` · ${task.attempts} attempts` : ""}
          {note === undefined ? "" : ` · ${note}`}
        </span>
      </span>
      <span className="task-outline__figure">
        <Elapsed since={task.startedAt} until={task.finishedAt} />
      </span>
      <span className="task-outline__figure task-outline__money">
        <Money usd={task.spend?.costUsd} />
      </span>
      <span className="task-outline__status">
        <StatusBadge status={statusOf(known)} />
      </span>
    </div>
  );
}
