import type { AgentInfo } from "../../../api/agent.ts";
import { type FieldProblem, findProblems } from "../../forms/find-problems.ts";
import type { FormObject } from "../../forms/form-value.ts";
import type { JsonSchema } from "../../forms/json-schema.ts";
import { readSchema } from "../../forms/read-schema.ts";
import { listReferences } from "./build-request.ts";
import { type RunDraft, sourcesOf } from "./draft.ts";
import { budgetSchema, createOptionsSchema, createSettingsSchema } from "./plan-schemas.ts";

/** Everything that is wrong with a draft, with paths as in the request; the server has the last word. */
export function findDraftProblems(draft: RunDraft, agents: readonly AgentInfo[]): readonly FieldProblem[] {
  const { mode } = draft;
  const settings = createSettingsSchema(mode, []);
  const own =
    mode === "prompt"
      ? needText(draft.prompt, ["prompt"])
      : settings === undefined
        ? []
        : findProblems(readSchema(settings), draft.settings, true, ["plan"]);
  const hasTasks = mode !== "prompt" && mode !== "consensus";
  const tasks = hasTasks ? draft.tasks : [];
  const none: readonly FieldProblem[] =
    hasTasks && tasks.length === 0
      ? [{ path: ["plan", listName(draft)], message: "At least one step is needed.", isMissing: true }]
      : [];
  return [
    ...own,
    ...none,
    ...tasks.flatMap((_, at) => findTaskProblems(draft, at, agents)),
    ...findProblems(readSchema(budgetSchema), draft.budget, false, ["budget"]),
  ];
}

/** Where a task stands in the request. */
export function pathOfTask(draft: Pick<RunDraft, "mode">, at: number): readonly string[] {
  return draft.mode === "task" ? ["plan", "task"] : ["plan", listName(draft), String(at)];
}

/** The agent that a task's form is made for: the one that will most likely do it. */
export function findAgent(spec: FormObject, agents: readonly AgentInfo[]): AgentInfo | undefined {
  const fitting = agents.filter(
    ({ agentType, capabilities }) =>
      (spec.agentType === undefined || spec.agentType === agentType) &&
      (spec.capability === undefined || capabilities.some(({ name }) => name === spec.capability)),
  );
  if (spec.agentType === undefined && spec.capability === undefined) return undefined;
  const named = fitting.find(({ name }) => name === spec.agentName);
  return named ?? fitting.toSorted((one, other) => other.priority - one.priority)[0];
}

function listName({ mode }: Pick<RunDraft, "mode">): string {
  return mode === "hierarchical" ? "subtasks" : "tasks";
}

function findTaskProblems(
  draft: RunDraft,
  at: number,
  agents: readonly AgentInfo[],
): readonly FieldProblem[] {
  const spec = draft.tasks[at]?.spec ?? {};
  const path = pathOfTask(draft, at);
  const agent = findAgent(spec, agents);
  const known = new Set(sourcesOf(draft, at).flatMap(({ key, spec: { id } }) => [key, id]));
  const lost = listReferences(spec.input).filter((id) => !known.has(id));
  const isNobody = spec.agentType === undefined && spec.capability === undefined;
  return [
    ...(isNobody
      ? [{ path: [...path, "agentType"], message: "Choose an agent or a capability.", isMissing: true }]
      : []),
    ...needText(spec.description, [...path, "description"]),
    ...(agent === undefined
      ? []
      : findProblems(readSchema(agent.inputSchema as JsonSchema | undefined), spec.input, false, [
          ...path,
          "input",
        ])),
    ...lost.map((id) => ({
      path: [...path, "input"],
      message:
        draft.mode === "sequential" || draft.mode === "graph"
          ? `There is no step “${id}” whose result this one could use.`
          : "Only steps of a sequence or a graph can use the results of others.",
      isMissing: false,
    })),
    ...findProblems(readSchema(createOptionsSchema([], [])), spec, false, path),
  ];
}

function needText(value: unknown, path: readonly string[]): readonly FieldProblem[] {
  if (typeof value === "string" && value.trim() !== "") return [];
  return [{ path, message: "This is needed.", isMissing: true }];
}
