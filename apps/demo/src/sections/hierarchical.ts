import type { ResearchResult } from "@convoke/agents-knowledge";
import type { Plan } from "@convoke/agents-planner";
import { AgentType, type HierarchicalOutcome, systemRuntime, type Task, type TaskSpec } from "@convoke/core";
import { formatPlanLines } from "../report/plan-lines.ts";
import { formatQuotes } from "../report/quotes.ts";
import { countOf, formatField, joinNames } from "../report/text.ts";
import { expectTasks, isAnnouncedFailure, listMisses, readPlan, readResearch } from "./results.ts";
import type { Section } from "./section.ts";

const mainTask = "Build production-ready web application";
const question = "How do you deploy an application with Docker?";

const subtasks: readonly TaskSpec[] = [
  { agentType: AgentType.KNOWLEDGE, description: "Research", input: { type: "research", question } },
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
  asked: `${mainTask}: research (${question}), architecture, backend, tests and review, merged into one result.`,
  async run({ orchestrator, signal, follow, print, formatPlace, width }) {
    const runId = "hierarchical";
    const startedAt = systemRuntime.now();
    const built = await follow({ runId, tasks: expectTasks(runId, subtasks), isConcurrent: true }, () =>
      orchestrator.executeHierarchical({
        id: runId,
        signal,
        mainTask,
        subtasks,
        aggregationStrategy: mergeByPart,
      }),
    );
    const elapsedMs = systemRuntime.now() - startedAt;
    const research = readResearch(built.tasks[0]);
    const plan = readPlan(built.tasks[1]);
    print([
      ...formatField("Status", describeStatus(built), { width }),
      ...formatField("Merged", describeMerged({ research, plan }), { width }),
      ...(research?.answer === undefined
        ? []
        : formatQuotes("Research", research.citations, { width, formatPlace })),
      ...(plan === undefined ? [] : formatPlanLines(plan, { width })),
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
      },
      misses: [
        ...(built.status === "completed"
          ? []
          : [`“${mainTask}” is ${built.status}: ${built.failure?.message ?? ""}`]),
        ...listMisses(built.tasks.slice(0, registered)),
        ...(research !== undefined && research.answer === undefined ? [`“${question}” has no answer`] : []),
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

/** Each result under the key of its part: an answer and a plan have fields of the same names. */
function mergeByPart(results: readonly unknown[], tasks: readonly Task[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    tasks.map(({ description }, position) => [description.toLowerCase(), results[position]]),
  );
}

function describeMerged({
  research,
  plan,
}: {
  research: ResearchResult | undefined;
  plan: Plan | undefined;
}): string {
  const parts = [
    ...(research === undefined
      ? []
      : [`research (an answer with ${countOf(research.citations.length, "citation")})`]),
    ...(plan === undefined ? [] : [`architecture (a plan of ${countOf(plan.steps.length, "step")})`]),
  ];
  return parts.length === 0 ? "nothing" : `one object with a key for each part: ${joinNames(parts)}`;
}
