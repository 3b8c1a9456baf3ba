import { AgentType, type HierarchicalOutcome, systemRuntime, type TaskSpec } from "@convoke/core";
import { formatPlanLines } from "../report/plan-lines.ts";
import { formatQuotes } from "../report/quotes.ts";
import { countOf, formatField, joinNames } from "../report/text.ts";
import { expectTasks, isAnnouncedFailure, listMisses, readPlan, readResearch } from "./results.ts";
import type { Section } from "./section.ts";

const mainTask = "Build production-ready web application";
const question = "How is a web application deployed to production?";

const subtasks: readonly TaskSpec[] = [
  {
    agentType: AgentType.KNOWLEDGE,
    description: `Research: ${question}`,
    input: { type: "research", question },
  },
  { agentType: AgentType.PLANNER, description: "Architecture", input: { task: mainTask } },
  { agentType: AgentType.CODE, description: "Backend" },
  { agentType: AgentType.TEST, description: "Tests" },
  { agentType: AgentType.REVIEW, description: "Review" },
];
const registered = 2;

/** One large task over five sub-agents, of which three do not exist yet: what came is merged, what failed is listed. */
export const hierarchical: Section = {
  heading: "3. HIERARCHICAL EXECUTION",
  explanation: "Main task → Sub-agents → Aggregated result",
  asked: `${mainTask}: research, architecture, backend, tests and review, merged into one result.`,
  async run({ orchestrator, signal, follow, print, formatPlace, width }) {
    const runId = "hierarchical";
    const startedAt = systemRuntime.now();
    const built = await follow({ runId, tasks: expectTasks(runId, subtasks), isConcurrent: true }, () =>
      orchestrator.executeHierarchical({
        id: runId,
        signal,
        mainTask,
        subtasks,
        aggregationStrategy: "merge",
      }),
    );
    const elapsedMs = systemRuntime.now() - startedAt;
    const research = readResearch(built.tasks[0]);
    const plan = readPlan(built.tasks[1]);
    print([
      ...formatField("Status", describeStatus(built), { width }),
      ...(research?.answer === undefined
        ? []
        : formatQuotes("Research", research.citations, { width, formatPlace })),
      ...(plan === undefined ? [] : formatPlanLines(plan, { width, mostSteps: 4 })),
      ...formatField("Merged", describeMerged(built.result), { width }),
      ...formatConflicts(built, width),
      ...formatField("Failures", built.failures.map(({ error }) => error).join("; ") || "none", { width }),
    ]);
    return {
      tasks: built.tasks,
      elapsedMs,
      outcome: {
        mainTask,
        status: built.status,
        result: built.result,
        failures: built.failures.map(({ agentType, description, error }) => ({
          agentType,
          description,
          error,
        })),
        conflicts: built.conflicts,
      },
      misses: [
        ...(built.status === "completed"
          ? []
          : [`“${mainTask}” is ${built.status}: ${built.failure?.message ?? ""}`]),
        ...listMisses(built.tasks.slice(0, registered)),
        ...built.tasks
          .slice(registered)
          .filter((task) => !isAnnouncedFailure(task))
          .map(({ description, status }) => `“${description}” did not fail as announced but is ${status}`),
      ],
    };
  },
};

function describeStatus({ status, tasks, failures }: HierarchicalOutcome): string {
  const completed = tasks.length - failures.length;
  return `${status}: ${completed} of ${tasks.length} sub-agents delivered, ${countOf(failures.length, "failure")} listed`;
}

function describeMerged(result: unknown): string {
  const fields = Object.keys((result ?? {}) as object);
  return fields.length === 0
    ? "nothing"
    : `one object with ${countOf(fields.length, "field")}: ${joinNames(fields)}`;
}

/** Where two results said different things: which one stayed, and which gave way. */
function formatConflicts({ conflicts, tasks }: HierarchicalOutcome, width: number): string[] {
  const nameSource = (taskId: string): string =>
    tasks.find((task) => task.taskId === taskId)?.agentType ?? taskId;
  if (conflicts.length === 0)
    return formatField("Conflicts", "none: no field was given two different values", { width });
  return conflicts.flatMap(({ path, kept, dropped }, position) => {
    const others = dropped.map(({ taskId, value }) => `${JSON.stringify(value)} of ${nameSource(taskId)}`);
    const text = `“${path}”: kept ${JSON.stringify(kept.value)} of ${nameSource(kept.taskId)}, not ${joinNames(others)}`;
    return formatField(position === 0 ? "Conflicts" : "", text, { width });
  });
}
