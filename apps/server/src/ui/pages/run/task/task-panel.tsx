import { useEffect, useRef } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { Icon } from "../../../components/icons.tsx";
import { useRunView } from "../run-view.ts";
import { TaskDetails } from "./task-details.tsx";

/** The details of the task that is chosen: beside the picture where there is room, else over it. */
export function TaskPanel({ isBeside }: { readonly isBeside: boolean }) {
  const { picture, selectedId, select } = useRunView();
  const heading = useRef<HTMLHeadingElement>(null);
  const known = selectedId === undefined ? undefined : picture.tasks.get(selectedId);
  const shownId = useRef(selectedId);
  const opener = useRef<Element>(null);
  useEffect(() => {
    const before = shownId.current;
    shownId.current = selectedId;
    // A dialog keeps the focus by itself, and a page that opens with a task begins at its own beginning.
    if (!isBeside || before === selectedId) return;
    if (before === undefined) opener.current = document.activeElement;
    if (selectedId !== undefined) heading.current?.focus({ preventScroll: true });
    else if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  }, [selectedId, isBeside]);
  if (selectedId === undefined) return undefined;
  const title = known?.task.description ?? "Unknown task";
  const close = (): void => select(undefined);
  const body =
    known === undefined ? (
      <p>This run has no task “{selectedId}”.</p>
    ) : (
      <TaskDetails key={selectedId} known={known} />
    );
  if (!isBeside)
    return (
      <Dialog title={title} isOpen onClose={close} isAtSide>
        {body}
      </Dialog>
    );
  return (
    <aside
      className="task-panel"
      aria-label="Task details"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <header className="task-panel__head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="button button--quiet button--icon" onClick={close}>
          <Icon name="close" />
          <span className="visually-hidden">Close the details</span>
        </button>
      </header>
      {body}
    </aside>
  );
}
