import { AgentType, fromTask, systemRuntime, type Task, type TaskSpec } from "@convoke/core";
import { formatPlanLines } from "../report/plan-lines.ts";
import { formatQuotes } from "../report/quotes.ts";
import { formatField } from "../report/text.ts";
import { expectTasks, isAnnouncedFailure, listMisses, readPlan, readResearch } from "./results.ts";
import type { Section } from "./section.ts";

const question = "How do you validate input with a schema?";
const goal = "Build a REST API for invoices";

/** Each step is fed by the one before, by references, so that the plan is data; the planner gets the answer and its places. */
const steps: readonly TaskSpec[] = [
  {
    id: "research",
    agentType: AgentType.KNOWLEDGE,
    description: question,
    input: { type: "research", question },
    strict: true,
  },
  {
    id: "plan",
    agentType: AgentType.PLANNER,
    description: `Plan with what was found: ${goal}`,
    input: { task: goal, research: fromTask("research") },
    strict: true,
  },
  {
    id: "implementation",
    agentType: AgentType.CODE,
    description: "Implement the plan",
    input: { plan: fromTask("plan") },
  },
];

/** Research → plan → implement, each step fed by the one before; nobody can implement yet, and that is said. */
export const sequential: Section = {
  heading: "1. SEQUENTIAL EXECUTION",
  explanation: "Tasks execute one after another (A → B → C)",
  asked: `${question} Then plan “${goal}” with what was found, then implement the plan.`,
  async run({ orchestrator, signal, follow, print, formatPlace, width }) {
    const runId = "sequential";
    const startedAt = systemRuntime.now();
    const tasks = await follow({ runId, tasks: expectTasks(runId, steps), isConcurrent: false }, () =>
      orchestrator.executeSequential(steps, { id: runId, signal }),
    );
    const elapsedMs = systemRuntime.now() - startedAt;
    const [researched, planned, implemented] = tasks;
    const research = readResearch(researched);
    const plan = readPlan(planned);
    print([
      ...(research?.answer === undefined
        ? []
        : formatQuotes("Research", research.citations, { width, formatPlace })),
      ...(plan === undefined ? [] : formatPlanLines(plan, { width })),
      ...formatField("Code", describeImplementation(implemented), { width }),
    ]);
    return {
      tasks,
      elapsedMs,
      outcome: {
        answer: research?.answer,
        citations: research?.citations,
        plan,
        implementation: implemented.error ?? implemented.status,
      },
      misses: [
        ...listMisses([researched, planned]),
        ...(research !== undefined && research.citations.length === 0
          ? [`“${question}” has no answer with a citation`]
          : []),
        ...(isAnnouncedFailure(implemented)
          ? []
          : [`“${implemented.description}” did not fail as announced but is ${implemented.status}`]),
      ],
    };
  },
};

function describeImplementation(task: Task): string {
  if (!isAnnouncedFailure(task)) return `${task.status}${task.error ? `: ${task.error}` : ""}`;
  return `${task.error}. The two results before it stand; a code agent that is registered under this type takes the plan from here.`;
}
