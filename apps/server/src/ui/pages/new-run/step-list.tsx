import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { AgentInfo } from "../../../api/agent.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icons.tsx";
import type { FormSurroundings } from "../../forms/form-context.ts";
import {
  addTask,
  changeTask,
  duplicateTask,
  moveTask,
  removeTask,
  type RunDraft,
  sourcesOf,
} from "./draft.ts";
import { pathOfTask } from "./find-draft-problems.ts";
import { nameStep } from "./name-step.ts";
import { TaskForm } from "./task-form.tsx";

/** The steps of a plan: added, duplicated, moved, removed; Alt with an arrow key moves the one that has the focus. */
export function StepList({
  draft,
  onChange,
  agents,
  problems,
}: {
  readonly draft: RunDraft;
  readonly onChange: (draft: RunDraft) => void;
  readonly agents: readonly AgentInfo[];
  readonly problems: FormSurroundings["problems"];
}) {
  const list = useRef<HTMLOListElement>(null);
  const word = draft.mode === "hierarchical" ? "Subtask" : draft.mode === "parallel" ? "Task" : "Step";
  const canRefer = draft.mode === "sequential" || draft.mode === "graph";
  // A step that moves or goes takes the focus with it unless it is given back.
  const refocus = useRef<() => void>(undefined);
  useLayoutEffect(() => {
    refocus.current?.();
    refocus.current = undefined;
  }, [draft.tasks]);
  const move = (at: number, by: -1 | 1): void => {
    const active = document.activeElement;
    refocus.current = () => (active instanceof HTMLElement ? active.focus() : undefined);
    onChange(moveTask(draft, at, by));
  };
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(at, event.key === "ArrowUp" ? -1 : 1);
  };
  const remove = (at: number): void => {
    refocus.current = () =>
      list.current?.querySelectorAll<HTMLElement>("[data-step]")[Math.max(0, at - 1)]?.focus();
    onChange(removeTask(draft, at));
  };
  return (
    <div className="steps">
      <ol ref={list} className="steps__list">
        {draft.tasks.map((task, at) => {
          const name = `${word} ${at + 1}`;
          const sources = sourcesOf(draft, at).map((each) => ({ id: each.key, label: nameStep(each) }));
          return (
            <li key={task.key} className="card" onKeyDown={(event) => onKeyDown(event, at)}>
              <header className="card__header">
                <h2 className="card__title" tabIndex={-1} data-step={at}>
                  {name}{" "}
                  {canRefer || task.spec.id !== undefined ? (
                    <span className="muted small">{String(task.spec.id ?? task.key)}</span>
                  ) : undefined}
                </h2>
                <div className="card__actions">
                  <Tool name={`Move ${name} up`} icon="up" isOff={at === 0} act={() => move(at, -1)} />
                  <Tool
                    name={`Move ${name} down`}
                    icon="up"
                    isTurned
                    isOff={at === draft.tasks.length - 1}
                    act={() => move(at, 1)}
                  />
                  <Button look="quiet" onClick={() => onChange(duplicateTask(draft, at))}>
                    Duplicate<span className="visually-hidden"> {name}</span>
                  </Button>
                  <Tool name={`Remove ${name}`} icon="close" act={() => remove(at)} />
                </div>
              </header>
              <TaskForm
                spec={task.spec}
                onChange={(spec) => onChange(changeTask(draft, at, spec))}
                agents={agents}
                path={pathOfTask(draft, at)}
                surroundings={{ problems, sources }}
                others={draft.mode === "graph" ? sourcesOf(draft, at) : undefined}
              />
            </li>
          );
        })}
      </ol>
      <div data-path={`plan.${draft.mode === "hierarchical" ? "subtasks" : "tasks"}`}>
        <Button onClick={() => onChange(addTask(draft))}>
          <Icon name="new-run" /> Add a {word.toLowerCase()}
        </Button>
      </div>
    </div>
  );
}

function Tool({
  name,
  icon,
  act,
  isOff = false,
  isTurned = false,
}: {
  readonly name: string;
  readonly icon: "up" | "close";
  readonly act: () => void;
  readonly isOff?: boolean;
  readonly isTurned?: boolean;
}) {
  return (
    <Button
      look="quiet"
      className={isTurned ? "button--icon steps__down" : "button--icon"}
      aria-disabled={isOff || undefined}
      title={name}
      onClick={() => (isOff ? undefined : act())}
    >
      <Icon name={icon} />
      <span className="visually-hidden">{name}</span>
    </Button>
  );
}
