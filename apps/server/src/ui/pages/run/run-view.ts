import { createContext, useContext } from "react";
import type { PictureSummary } from "./live/summarise-picture.ts";
import type { RunPicture } from "./live/run-picture.ts";

/** What every view of a run works with. */
export interface RunView {
  readonly picture: RunPicture;
  readonly summary: PictureSummary;
  /** The task whose details are open. */
  readonly selectedId: string | undefined;
  /** Opens the details of a task; closes them with `undefined`. */
  select(taskId: string | undefined): void;
}

const RunViewContext = createContext<RunView | undefined>(undefined);

export const RunViewProvider = RunViewContext.Provider;

/** The view around a component; only within a run page. */
export function useRunView(): RunView {
  const view = useContext(RunViewContext);
  if (view === undefined) throw new Error("useRunView: the component stands outside of a run page");
  return view;
}
