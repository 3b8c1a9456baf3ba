import { type KeyboardEvent, useState } from "react";
import type { OutlineRow } from "./list-outline.ts";

/** The keys of a tree: arrows, Home, End, Page keys, Enter. Returns the active row and what the tree listens to. */
export function useTreeKeys(
  rows: readonly OutlineRow[],
  act: {
    readonly open: (taskId: string) => void;
    readonly toggle: (taskId: string) => void;
    readonly scrollTo: (index: number) => void;
  },
): {
  readonly activeId: string | undefined;
  readonly setActiveId: (taskId: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
} {
  const [wantedId, setActiveId] = useState<string>();
  const found = rows.findIndex(({ taskId }) => taskId === wantedId);
  const at = Math.max(0, found);
  const row = rows.at(at);
  const move = (index: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index))];
    setActiveId(next.taskId);
    act.scrollTo(rows.indexOf(next));
  };
  const findParent = (): number => {
    for (let index = at - 1; index >= 0; index--) if (rows[index].level < (row?.level ?? 1)) return index;
    return at;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (row === undefined || event.target !== event.currentTarget) return;
    const { taskId, isOpen } = row;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      PageDown: () => move(at + 10),
      PageUp: () => move(at - 10),
      ArrowRight: () => (isOpen === false ? act.toggle(taskId) : isOpen === true ? move(at + 1) : undefined),
      ArrowLeft: () => (isOpen === true ? act.toggle(taskId) : move(findParent())),
      Enter: () => act.open(taskId),
      " ": () => act.open(taskId),
    };
    const perform = moves[event.key];
    if (perform === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    perform();
  };
  return { activeId: row?.taskId, setActiveId, onKeyDown };
}
