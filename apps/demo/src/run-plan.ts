import {
  executePlan,
  type Plan,
  type PlanExecution,
  planToTasks,
  schedulePlan,
} from "@convoke/agents-planner";
import { AgentType, ErrorCode, OrchestrationError, systemRuntime, type Task } from "@convoke/core";
import type { Conductor } from "./conductor.ts";
import { formatPlanLines, formatScheduleLines } from "./report/plan-lines.ts";
import { formatResults } from "./report/result-lines.ts";
import { formatStatistics } from "./report/statistics-lines.ts";
import { toTaskData } from "./report/task-data.ts";
import { countOf, formatField, joinNames, truncateText, wrapText } from "./report/text.ts";
import type { TaskFacts } from "./report/task-line.ts";
import type { ProgramOutcome } from "./run-demonstration.ts";
import { expectTasks, readPlan, readResearch } from "./sections/results.ts";
import type { View } from "./view/view.ts";
import { openWorkplace, type ServerChoice, type Workplace } from "./workplace.ts";

/** Characters of a goal that are repeated on the screen. */
const longestShown = 400;

/** Why a step could not start: it needs one that failed. */
const blocked: readonly string[] = [ErrorCode.UNRESOLVED_REFERENCE, ErrorCode.DEPENDENCY_FAILED];
/** Why a step is not done that nobody is there for. */
const announced: readonly string[] = [...blocked, ErrorCode.NOT_REGISTERED];

/** Plans a goal, shows its schedule and price, runs the plan as a graph, and shows what each step came to. Rejects with the signal's reason when it aborts. */
export async function runPlan(
  goal: string,
  view: View,
  signal: AbortSignal,
  server?: ServerChoice,
): Promise<ProgramOutcome> {
  const workplace = await openWorkplace(view, signal, server);
  const { conductor: orchestrator, formatPlace, corpus } = workplace;
  try {
    view.printLines(["", ...formatField("Asked", truncateText(goal, longestShown), view), ""]);
    const planning = { agentType: AgentType.PLANNER, description: goal, id: "planning", signal };
    const planned = await view.follow(
      orchestrator,
      { runId: "planning", tasks: [{ ...planning, taskId: "planning" }], isConcurrent: false },
      () => orchestrator.delegateTask(planning),
    );
    signal.throwIfAborted();
    const plan = readPlan(planned);
    if (plan === undefined) {
      const misses = [`no plan: ${planned.error ?? planned.status}`];
      return { document: { goal, planning: toTaskData(planned), misses }, misses };
    }
    const schedule = schedulePlan(plan, { agents: orchestrator.findAgents() });
    view.printLines([
      "",
      ...formatPlanLines(plan, view),
      "",
      ...formatScheduleLines(plan, schedule, { width: view.width, now: systemRuntime.now() }),
      "",
    ]);
    const execution = await execute(plan, workplace, view, signal);
    signal.throwIfAborted();
    if (typeof execution === "string") {
      view.printLines(wrapText(execution, view.width));
      return { document: { goal, plan, schedule, misses: [execution] }, misses: [execution] };
    }
    const tasks = execution.steps.flatMap(({ taskId }) => findTask(orchestrator, taskId));
    view.printLines([
      "",
      ...formatResults(tasks, { width: view.width, formatPlace, packages: corpus?.packages }),
    ]);
    view.printLines(["", ...formatExecution(execution, view)]);
    const pages = workplace.printPages();
    const statistics = await orchestrator.getStatistics();
    view.printLines(["", ...formatStatistics(statistics)]);
    const misses = listStepMisses(execution);
    const notDone = describeNotDone(tasks, orchestrator);
    if (notDone !== undefined) view.printLines(["", ...wrapText(notDone, view.width)]);
    const answers = tasks.map(readResearch).filter((result) => result?.answer !== undefined);
    return {
      document: {
        goal,
        plan,
        schedule,
        steps: tasks.map(toTaskData),
        answers,
        notDone,
        statistics,
        ...(pages.length > 0 && { server: server?.url, pages }),
        misses,
      },
      misses,
    };
  } finally {
    await orchestrator.close();
  }
}

/** Runs the plan before the viewer's eyes; answers with the reason when it is refused before anything has run. */
async function execute(
  plan: Plan,
  workplace: Workplace,
  view: View,
  signal: AbortSignal,
): Promise<PlanExecution | string> {
  const run = {
    runId: "plan",
    tasks: expectTasks("plan", planToTasks(plan)),
    isConcurrent: true,
    describe: createStepDescription(plan),
  };
  // What runs a plan has the types of an orchestrator; a server's conductor does what it asks of one.
  const runner = workplace.conductor as Parameters<typeof executePlan>[0];
  try {
    return await view.follow(runner, run, () => executePlan(runner, plan, { id: "plan", signal }));
  } catch (error) {
    if (OrchestrationError.is(error) && error.code === ErrorCode.BUDGET_EXCEEDED) return error.message;
    throw error;
  }
}

function findTask(orchestrator: Conductor, taskId: string | undefined): Task[] {
  const task = taskId === undefined ? undefined : orchestrator.getTaskStatus(taskId);
  return task === undefined ? [] : [task];
}

/** What the steps that ran took beside what was estimated, and what was done about those that failed. */
function formatExecution({ steps, decisions }: PlanExecution, { width }: View): string[] {
  const ran = steps.filter(({ status, actual }) => status === "completed" && actual !== undefined);
  const sum = (read: (step: (typeof ran)[number]) => number): number =>
    ran.reduce((total, step) => total + read(step), 0);
  const actual = `${sum((step) => step.actual?.seconds ?? 0).toFixed(1)} s and ${sum((step) => step.actual?.costUsd ?? 0).toFixed(2)} USD`;
  const estimated = `${sum((step) => step.estimated.seconds).toFixed(1)} s and ${sum((step) => step.estimated.costUsd).toFixed(2)} USD`;
  return [
    ...(ran.length === 0
      ? []
      : formatField("Took", `${countOf(ran.length, "step")}: ${actual}, estimated ${estimated}`, { width })),
    ...decisions
      .filter(({ replacedBy }) => replacedBy.length > 0)
      .flatMap(({ explanation }, position) =>
        formatField(position === 0 ? "Replanned" : "", explanation, { width }),
      ),
  ];
}

/** A step in words; one that could not start names the steps that it needs, since those are to blame. */
function createStepDescription({ steps }: Plan): (task: TaskFacts) => string {
  return ({ description, error, failure }) => {
    if (error === undefined) return description;
    const step = steps.find((candidate) => candidate.description === description);
    if (step === undefined || failure === undefined || !blocked.includes(failure.code))
      return `${error}: ${description}`;
    const needed = steps.flatMap(({ id }, position) =>
      step.dependsOn.includes(id) ? [String(position + 1)] : [],
    );
    return `needs ${needed.length === 1 ? "step" : "steps"} ${joinNames(needed)}: ${description}`;
  };
}

/** How many steps were left undone because nobody is there for them, or for a step before them. */
function describeNotDone(tasks: readonly Task[], orchestrator: Conductor): string | undefined {
  const undone = tasks.filter(({ failure }) => failure !== undefined && announced.includes(failure.code));
  const missing = new Set(
    undone
      .map(({ agentType }) => agentType)
      .filter((type) => orchestrator.findAgents({ agentType: type }).length === 0),
  );
  if (missing.size === 0) return undefined;
  const steps = `${undone.length} of ${countOf(tasks.length, "step")}`;
  return `Not done: ${steps}, because no ${joinNames([...missing], "or")} agent is registered.`;
}

/** A step that nobody is registered for, and one that needs such a step, are announced; every other failure is a miss. */
function listStepMisses({ steps }: PlanExecution): string[] {
  const misses = steps.flatMap(({ id, status, code, error, optional }) =>
    status === "completed" || optional === true || (code !== undefined && announced.includes(code))
      ? []
      : [`step “${id}”: ${error ?? status}`],
  );
  const isNothingDone = steps.every(({ status }) => status !== "completed");
  return isNothingDone ? [...misses, "no step of the plan completed"] : misses;
}
