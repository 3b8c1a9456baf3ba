import { type FormObject, isObject } from "../../forms/form-value.ts";
import { createDraft, freshKey, type Mode, modes, type RunDraft, type TaskDraft } from "./draft.ts";

/** A draft, or why there is none. */
export type RequestReading =
  | { readonly draft: RunDraft; readonly problem?: undefined }
  | { readonly problem: string };

/** The draft of a request as it is sent, or as an earlier run was started; what it does not know stays in it. */
export function readRequest(request: unknown): RequestReading {
  if (!isObject(request)) return { problem: "A request is an object with prompt or plan." };
  const budget = isObject(request.budget) ? request.budget : undefined;
  if (request.plan === undefined) {
    if (typeof request.prompt !== "string")
      return { problem: "A request needs a prompt, as text, or a plan." };
    const sessionId = typeof request.sessionId === "string" ? request.sessionId : undefined;
    return { draft: { ...createDraft(), prompt: request.prompt, sessionId, budget } };
  }
  const { plan } = request;
  const strategies = modes.filter((mode) => mode !== "prompt");
  if (!isObject(plan) || !strategies.some((mode) => mode === plan.strategy))
    return { problem: `A plan needs a strategy: ${strategies.join(", ")}.` };
  return readPlan(plan, budget);
}

function readPlan(plan: FormObject, budget: FormObject | undefined): RequestReading {
  const { strategy, task, tasks, subtasks, ...settings } = plan;
  const mode = strategy as Mode;
  const base = { ...createDraft(), mode, budget };
  if (mode === "consensus") return { draft: { ...base, settings: { ...settings, task } } };
  const [name, list] =
    mode === "task" ? ["task", [task]] : mode === "hierarchical" ? ["subtasks", subtasks] : ["tasks", tasks];
  if (!Array.isArray(list)) return { problem: `A plan of the strategy ${mode} needs a list of ${name}.` };
  const drafts: TaskDraft[] = [];
  for (const spec of list as readonly unknown[]) {
    if (!isObject(spec)) return { problem: `Each of ${name} is an object with agentType and description.` };
    drafts.push({ key: typeof spec.id === "string" ? spec.id : freshKey(drafts), spec });
  }
  return { draft: { ...base, tasks: drafts, settings } };
}

/** The draft of a run that exists: a prompt for the main agent is shown as one. */
export function readStartedRun(plan: unknown, budget: unknown): RequestReading {
  const task = isObject(plan) && plan.strategy === "task" && isObject(plan.task) ? plan.task : undefined;
  const input = task !== undefined && isObject(task.input) ? task.input : undefined;
  const limits = isObject(budget) ? { budget } : {};
  const isPrompt = task?.agentType === "main" && typeof input?.prompt === "string";
  // The new run is no follow-up question: the conversation of the first one is not taken over.
  return readRequest(isPrompt ? { prompt: input.prompt, ...limits } : { plan, ...limits });
}
