import "./task-outline.css";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { Field } from "../../../components/field.tsx";
import { formatPlural } from "../../../components/format.ts";
import { Empty } from "../../../components/states.tsx";
import { nameStatus, type StatusName } from "../../../components/status-badge.tsx";
import { useRunView } from "../run-view.ts";
import { fitsFilter } from "./filter-tasks.ts";
import { listOutline } from "./list-outline.ts";
import { OutlineItem, idOfItem } from "./outline-item.tsx";
import { useTreeKeys } from "./use-tree-keys.ts";

const statuses: readonly StatusName[] = [
  "in_progress",
  "waiting",
  "pending",
  "completed",
  "failed",
  "cancelled",
];

/** The tasks of a run as a tree in words: everything that the graph shows, for the keyboard, screen readers and phones. */
export function TaskOutline() {
  const { picture, selectedId, select } = useRunView();
  const { tasks, order } = picture;
  const [text, setText] = useState("");
  const [status, setStatus] = useState<StatusName | "all">("all");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const wanted = useDeferredValue(text);
  const isNarrowed = wanted !== "" || status !== "all";
  const rows = useMemo(() => {
    if (!isNarrowed) return listOutline(order, tasks, closed);
    const fitting = order.filter((taskId) => {
      const known = tasks.get(taskId);
      return known !== undefined && fitsFilter(known, { text: wanted, status });
    });
    // What fits is a plain list: what is above it may not fit.
    return fitting.map((taskId, index) => ({
      taskId,
      level: 1,
      position: index + 1,
      siblings: fitting.length,
      isOpen: undefined,
    }));
  }, [order, tasks, closed, wanted, status, isNarrowed]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 48,
    overscan: 10,
  });
  const toggle = (taskId: string): void =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(taskId)) next.add(taskId);
      return next;
    });
  const keys = useTreeKeys(rows, { open: select, toggle, scrollTo: (index) => virtual.scrollToIndex(index) });
  return (
    <div className="run-list">
      <div className="run-list__tools">
        <Field label="Search tasks" isLabelHidden>
          {(control) => (
            <input
              {...control}
              type="search"
              placeholder="Search tasks"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label="Status" isLabelHidden>
          {(control) => (
            <select
              {...control}
              value={status}
              onChange={(event) => setStatus(event.target.value as StatusName | "all")}
            >
              <option value="all">Any status</option>
              {statuses.map((name) => (
                <option key={name} value={name}>
                  {nameStatus(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <span className="run-list__count" role="status">
          {isNarrowed
            ? `${rows.length} of ${formatPlural(order.length, "task")}`
            : formatPlural(order.length, "task")}
        </span>
      </div>
      {rows.length === 0 ? (
        <Empty title={isNarrowed ? "No task fits." : "No task has been created yet."} />
      ) : (
        <div
          ref={scroller}
          className="run-list__box task-outline__tree"
          role="tree"
          aria-label="Tasks of the run"
          tabIndex={0}
          aria-activedescendant={keys.activeId === undefined ? undefined : idOfItem(keys.activeId)}
          onKeyDown={keys.onKeyDown}
        >
          <div role="none" className="task-outline__space" style={{ blockSize: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const known = tasks.get(rows[index].taskId);
              return known === undefined ? undefined : (
                <OutlineItem
                  key={rows[index].taskId}
                  known={known}
                  row={rows[index]}
                  top={start}
                  isActive={rows[index].taskId === keys.activeId}
                  isSelected={rows[index].taskId === selectedId}
                  onOpen={() => {
                    keys.setActiveId(rows[index].taskId);
                    select(rows[index].taskId);
                  }}
                  onToggle={() => toggle(rows[index].taskId)}
                />
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}
