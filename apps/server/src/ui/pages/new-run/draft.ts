import type { FormObject } from "../../forms/form-value.ts";

/** What a run is made of. */
export const modes = [
  "prompt",
  "task",
  "sequential",
  "parallel",
  "graph",
  "hierarchical",
  "consensus",
] as const;
export type Mode = (typeof modes)[number];

/** A task that is being filled in: its specification as it will be sent, with a key by which other steps refer to it. */
export interface TaskDraft {
  /** `step-1`, `step-2`, …: becomes the id of the task where one is needed and none was given. */
  readonly key: string;
  readonly spec: FormObject;
}

/** A run that is being filled in. */
export interface RunDraft {
  readonly mode: Mode;
  readonly prompt: string;
  readonly sessionId: string | undefined;
  readonly tasks: readonly TaskDraft[];
  /** What the plan has beside its tasks. */
  readonly settings: FormObject;
  readonly budget: FormObject | undefined;
}

/** Whether a run of this kind has several steps. */
export function hasSteps(mode: Mode): boolean {
  return mode !== "prompt" && mode !== "task" && mode !== "consensus";
}

/** A run of which nothing is filled in but, perhaps, who shall do it. */
export function createDraft(
  preset: { readonly agentType?: string; readonly capability?: string } = {},
): RunDraft {
  const spec: FormObject = { ...preset };
  return {
    mode: Object.keys(preset).length === 0 ? "prompt" : "task",
    prompt: "",
    sessionId: undefined,
    tasks: [{ key: "step-1", spec }],
    settings: {},
    budget: undefined,
  };
}

/** The draft with one more step at its end. */
export function addTask(draft: RunDraft): RunDraft {
  return { ...draft, tasks: [...draft.tasks, { key: freshKey(draft.tasks), spec: {} }] };
}

/** The draft with a copy of a step behind it; an id of its own is not copied. */
export function duplicateTask(draft: RunDraft, at: number): RunDraft {
  const task = draft.tasks[at];
  if (task === undefined) return draft;
  const { id: _, ...spec } = task.spec;
  return { ...draft, tasks: draft.tasks.toSpliced(at + 1, 0, { key: freshKey(draft.tasks), spec }) };
}

/** The draft with a step one place further up (-1) or down (1). */
export function moveTask(draft: RunDraft, at: number, by: -1 | 1): RunDraft {
  const task = draft.tasks[at];
  const to = at + by;
  if (task === undefined || to < 0 || to >= draft.tasks.length) return draft;
  return { ...draft, tasks: draft.tasks.toSpliced(at, 1).toSpliced(to, 0, task) };
}

/** The draft without a step. */
export function removeTask(draft: RunDraft, at: number): RunDraft {
  return { ...draft, tasks: draft.tasks.toSpliced(at, 1) };
}

/** The draft with another specification of a step. */
export function changeTask(draft: RunDraft, at: number, spec: FormObject): RunDraft {
  const task = draft.tasks[at];
  return task === undefined ? draft : { ...draft, tasks: draft.tasks.with(at, { ...task, spec }) };
}

/** The first name of the kind `step-2` that is free. */
export function freshKey(tasks: readonly TaskDraft[]): string {
  const taken = new Set(tasks.flatMap(({ key, spec }) => [key, spec.id]));
  let number = tasks.length + 1;
  while (taken.has(`step-${number}`)) number++;
  return `step-${number}`;
}

/** The steps whose results a step may use: those before it in a sequence, all others in a graph. */
export function sourcesOf({ mode, tasks }: RunDraft, at: number): readonly TaskDraft[] {
  if (mode === "sequential") return tasks.slice(0, at);
  return mode === "graph" ? tasks.filter((_, other) => other !== at) : [];
}
