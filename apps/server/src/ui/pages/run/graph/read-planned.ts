import type { PlanBody } from "../../../../api/plan.ts";

/** A task of a plan, whether it has a record yet or not. */
export interface PlannedTask {
  readonly taskId: string;
  readonly agentType: string;
  readonly description: string;
  /** Ids of tasks that have to come first; only of graphs. */
  readonly dependsOn: readonly string[];
}

/** The tasks that a plan names, in its order; what delegations will bring, no plan knows. */
export function readPlanned(runId: string, plan: unknown): readonly PlannedTask[] {
  if (typeof plan !== "object" || plan === null) return [];
  const body = plan as PlanBody;
  switch (body.strategy) {
    case "task":
      return [describeTask(runId, body.task, [])];
    case "sequential":
    case "parallel":
    case "graph":
      return list(runId, body.tasks, body.strategy === "graph");
    case "hierarchical":
      return list(runId, body.subtasks, false);
    case "consensus":
      return (Array.isArray(body.agents) ? body.agents : []).map((agentType, voter) => ({
        taskId: `${runId}/${voter}`,
        agentType,
        description: body.task,
        dependsOn: [],
      }));
    default:
      return [];
  }
}

type Spec = Extract<PlanBody, { readonly strategy: "task" }>["task"];

function list(runId: string, tasks: readonly Spec[], isGraph: boolean): readonly PlannedTask[] {
  if (!Array.isArray(tasks)) return [];
  const names = new Set(tasks.map((task, position) => task.id ?? String(position)));
  return tasks.map((task: Spec, position) => {
    const needed = isGraph ? [...(task.dependsOn ?? []), ...findReferences(task.input)] : [];
    const dependsOn = [...new Set(needed)]
      .filter((name) => names.has(name))
      .map((name) => `${runId}/${name}`);
    return describeTask(`${runId}/${task.id ?? position}`, task, dependsOn);
  });
}

function describeTask(taskId: string, task: Spec, dependsOn: readonly string[]): PlannedTask {
  const { agentType, capability, description } = task;
  return { taskId, agentType: agentType ?? capability ?? "", description, dependsOn };
}

/** Deeper inputs than this are not looked through. */
const deepest = 12;

/** Names of the tasks whose results an input refers to. */
function findReferences(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== "object" || value === null || depth > deepest) return [];
  const { $fromTask: reference } = value as { readonly $fromTask?: { readonly id?: unknown } };
  if (typeof reference?.id === "string") return [reference.id];
  return Object.values(value).flatMap((part) => findReferences(part, depth + 1));
}
