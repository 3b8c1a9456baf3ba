import type { KnowledgeResult, ResearchResult, VerifyFactResult } from "@convoke/agents-knowledge";
import type { Plan, PlannerResult } from "@convoke/agents-planner";
import { ErrorCode, type Task, type TaskSpec, TaskStatus } from "@convoke/core";
import type { ExpectedTask } from "../view/view.ts";

/** A completed task's research; `undefined` for anything else. */
export function readResearch(task: Task | undefined): ResearchResult | undefined {
  const result = task?.result as KnowledgeResult | undefined;
  return result?.type === "research" ? result : undefined;
}

/** A completed task's verdict; `undefined` for anything else. */
export function readVerdict(task: Pick<Task, "result"> | undefined): VerifyFactResult | undefined {
  const result = task?.result as KnowledgeResult | undefined;
  return result?.type === "verify_fact" ? result : undefined;
}

/** A completed task's plan; `undefined` for anything else. */
export function readPlan(task: Task | undefined): Plan | undefined {
  const result = task?.result as PlannerResult | undefined;
  return result !== undefined && "given" in result && "steps" in result ? result : undefined;
}

/** True for a task that failed in the way that is announced: nobody registered an agent of its type. */
export function isAnnouncedFailure({ status, failure, error, agentType }: Task): boolean {
  return (
    status === TaskStatus.FAILED &&
    failure?.code === ErrorCode.NOT_REGISTERED &&
    error === `Agent ${agentType} not registered`
  );
}

/** What went wrong with a task that was to complete; empty when it did. */
export function listMisses(tasks: readonly Task[]): string[] {
  return tasks
    .filter(({ status }) => status !== TaskStatus.COMPLETED)
    .map(({ description, status, error }) => `“${description}” is ${status}${error ? `: ${error}` : ""}`);
}

/** The tasks that a run will have, under the ids that it gives them. */
export function expectTasks(
  runId: string,
  specs: readonly Pick<TaskSpec, "id" | "agentType" | "capability" | "description">[],
): ExpectedTask[] {
  return specs.map(({ id, agentType, capability, description }, position) => ({
    taskId: `${runId}/${id ?? position}`,
    agentType: agentType ?? capability ?? "",
    description,
  }));
}
