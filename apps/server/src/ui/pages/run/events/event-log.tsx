import "./event-log.css";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { Field } from "../../../components/field.tsx";
import { formatDuration, formatMoment, formatPlural } from "../../../components/format.ts";
import { Empty } from "../../../components/states.tsx";
import type { LogEntry } from "../live/log-entry.ts";
import { useRunView } from "../run-view.ts";
import { filterLog, kinds, type LogKind } from "./filter-log.ts";

const lineHeight = 32;

/** What happened, in order. */
export function EventLog() {
  const { picture, select } = useRunView();
  const { log, tasks, detail } = picture;
  const [text, setText] = useState("");
  const [kind, setKind] = useState<LogKind>("all");
  const wanted = useDeferredValue(text);
  const describe = (entry: LogEntry): string =>
    entry.taskId === undefined ? "" : (tasks.get(entry.taskId)?.task.description ?? entry.taskId);
  const entries = useMemo(() => filterLog(log, { text: wanted, kind }, describe), [log, wanted, kind, tasks]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 16,
  });
  return (
    <div className="run-list">
      <div className="run-list__tools">
        <Field label="Search events" isLabelHidden>
          {(control) => (
            <input
              {...control}
              type="search"
              placeholder="Search events"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label="Kind of event" isLabelHidden>
          {(control) => (
            <select {...control} value={kind} onChange={(event) => setKind(event.target.value as LogKind)}>
              {Object.entries(kinds).map(([name, { label }]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <span className="run-list__count" role="status">
          {formatPlural(entries.length, "event")}
        </span>
      </div>
      {entries.length === 0 ? (
        <Empty title={log.length === 0 ? "No event has come yet." : "No event fits."} />
      ) : (
        <div
          ref={scroller}
          className="run-list__box"
          tabIndex={0}
          role="region"
          aria-label="Events of the run"
        >
          <ol className="event-log__lines" style={{ blockSize: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const entry = entries[index];
              const { taskId } = entry;
              return (
                <li
                  key={entry.cursor}
                  className={`event-log__line event-log__line--${entry.tone}`}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <time title={formatMoment(entry.at)} dateTime={new Date(entry.at).toISOString()}>
                    +{formatDuration(entry.at - detail.run.createdAt)}
                  </time>
                  <span className="event-log__text" title={entry.text}>
                    {entry.text}
                  </span>
                  {taskId === undefined ? undefined : (
                    <Button look="quiet" className="event-log__task" onClick={() => select(taskId)}>
                      {describe(entry)}
                    </Button>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </div>
  );
}
