import { type FormObject, isObject, toJson } from "../../forms/form-value.ts";
import { isReference } from "../../forms/find-problems.ts";
import { hasSteps, type RunDraft } from "./draft.ts";
import { settingNames } from "./plan-schemas.ts";

/** What is sent for a draft: `{ prompt }` or `{ plan }`, with a budget when there is one. */
export function buildRequest(draft: RunDraft): FormObject {
  const budget = toJson(draft.budget);
  const limits = isObject(budget) && Object.keys(budget).length > 0 ? { budget } : {};
  if (draft.mode !== "prompt") return { plan: buildPlan(draft), ...limits };
  const { prompt, sessionId } = draft;
  return { prompt: prompt.trim(), ...(sessionId !== undefined && { sessionId }), ...limits };
}

/** The plan that an estimate is asked for; a prompt is a task of the main agent. */
export function buildPlan(draft: RunDraft): FormObject {
  const { mode, tasks } = draft;
  if (mode === "prompt") {
    const prompt = draft.prompt.trim();
    return { strategy: "task", task: { agentType: "main", description: prompt, input: { prompt } } };
  }
  const settings = chooseSettings(draft);
  if (mode === "consensus") return { strategy: mode, ...settings };
  const specs = buildSpecs(draft);
  if (mode === "task") return { strategy: mode, ...settings, task: specs[0] ?? {} };
  const { mainTask, ...others } = settings;
  return mode === "hierarchical"
    ? { strategy: mode, mainTask, subtasks: specs, ...others }
    : { strategy: mode, tasks: tasks.length === 0 ? [] : specs, ...settings };
}

function chooseSettings({ mode, settings }: RunDraft): FormObject {
  const own = new Set(settingNames[mode]);
  const foreign = new Set(Object.values(settingNames).flat());
  // What no kind of plan is known to have was written by hand, and is the server's to judge.
  const chosen = Object.entries(settings).filter(([name]) => own.has(name) || !foreign.has(name));
  return toJson(Object.fromEntries(chosen)) as FormObject;
}

function buildSpecs({ mode, tasks }: RunDraft): readonly FormObject[] {
  const wanted = new Set(
    tasks.flatMap(({ spec }) => [...listReferences(spec.input), ...listDependencies(spec)]),
  );
  const ids = new Map<string, string>();
  for (const { key, spec } of tasks) {
    const given = typeof spec.id === "string" && spec.id !== "" ? spec.id : undefined;
    if (given !== undefined) ids.set(key, given);
    else if (hasSteps(mode) && wanted.has(key)) ids.set(key, key);
  }
  return tasks.map(({ key, spec }) => {
    const id = ids.get(key);
    const { id: _, input, dependsOn: __, ...rest } = spec;
    const dependsOn = listDependencies(spec).map((each) => ids.get(each) ?? each);
    return toJson({
      ...(id !== undefined && { id }),
      ...rest,
      ...(input !== undefined && { input: renameReferences(input, ids) }),
      ...(dependsOn.length > 0 && mode === "graph" && { dependsOn }),
    }) as FormObject;
  });
}

/** The steps that a task waits for though it uses nothing of them. */
export function listDependencies(spec: FormObject): readonly string[] {
  return Array.isArray(spec.dependsOn) ? spec.dependsOn.filter((each) => typeof each === "string") : [];
}

/** The steps that an input refers to; what is marked as literal refers to nothing. */
export function listReferences(input: unknown): readonly string[] {
  if (Array.isArray(input)) return input.flatMap(listReferences);
  if (!isObject(input) || "$literal" in input) return [];
  if (isReference(input)) return [String((input.$fromTask as FormObject).id ?? "")];
  return Object.values(input).flatMap(listReferences);
}

function renameReferences(input: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(input)) return input.map((each) => renameReferences(each, ids));
  if (!isObject(input) || "$literal" in input) return input;
  if (isReference(input)) {
    const reference = input.$fromTask as FormObject;
    return { $fromTask: { ...reference, id: ids.get(String(reference.id)) ?? reference.id } };
  }
  return Object.fromEntries(Object.entries(input).map(([name, part]) => [name, renameReferences(part, ids)]));
}
