import { planToTasks, type Plan } from "@convoke/agents-planner";
import { AgentType, ErrorCode, type Orchestrator, type Task, TaskStatus } from "@convoke/core";
import { createDemoOrchestrator } from "./agents.ts";
import { readCorpus } from "./corpus.ts";
import { createPlaceFormat } from "./report/citations.ts";
import { formatPlanLines } from "./report/plan-lines.ts";
import { formatResults } from "./report/result-lines.ts";
import { formatStatistics } from "./report/statistics-lines.ts";
import { toTaskData } from "./report/task-data.ts";
import { countOf, formatField, joinNames, truncateText, wrapText } from "./report/text.ts";
import type { TaskFacts } from "./report/task-line.ts";
import type { ProgramOutcome } from "./run-demonstration.ts";
import { expectTasks, readPlan, readResearch } from "./sections/results.ts";
import type { View } from "./view/view.ts";

/** Characters of a prompt that are repeated on the screen. */
const longestShown = 400;

/** Why a step could not start: it needs one that failed. */
const blocked: readonly string[] = [ErrorCode.UNRESOLVED_REFERENCE, ErrorCode.DEPENDENCY_FAILED];
/** Why a step is not done that nobody is there for. */
const announced: readonly string[] = [...blocked, ErrorCode.NOT_REGISTERED];

/** Plans what the user asks for, runs the plan as a graph, and shows the answer. Rejects with the signal's reason when it aborts. */
export async function runPrompt(prompt: string, view: View, signal: AbortSignal): Promise<ProgramOutcome> {
  const corpus = await readCorpus(view, signal);
  const orchestrator = createDemoOrchestrator(corpus.index);
  const formatPlace = createPlaceFormat(corpus.index);
  try {
    view.printLines(["", ...formatField("Asked", truncateText(prompt, longestShown), view), ""]);
    const planning = { agentType: AgentType.PLANNER, description: prompt, id: "planning", signal };
    const planned = await view.follow(
      orchestrator,
      { runId: "planning", tasks: [{ ...planning, taskId: "planning" }], isConcurrent: false },
      () => orchestrator.delegateTask(planning),
    );
    signal.throwIfAborted();
    const plan = readPlan(planned);
    if (plan === undefined) {
      const misses = [`no plan: ${planned.error ?? planned.status}`];
      return { document: { prompt, planning: toTaskData(planned), misses }, misses };
    }
    view.printLines(["", ...formatPlanLines(plan, view), ""]);

    const specs = planToTasks(plan);
    const tasks = await view.follow(
      orchestrator,
      {
        runId: "plan",
        tasks: expectTasks("plan", specs),
        isConcurrent: true,
        describe: createStepDescription(plan),
      },
      () => orchestrator.executeGraph(specs, { id: "plan", signal }),
    );
    signal.throwIfAborted();
    view.printLines([
      "",
      ...formatResults(tasks, { width: view.width, formatPlace, packages: corpus.packages }),
    ]);
    const statistics = orchestrator.getStatistics();
    view.printLines(["", ...formatStatistics(statistics)]);
    const misses = listStepMisses(plan, tasks);
    const notDone = describeNotDone(tasks, orchestrator);
    if (notDone !== undefined) view.printLines(["", ...wrapText(notDone, view.width)]);
    const answers = tasks.map(readResearch).filter((result) => result?.answer !== undefined);
    return {
      document: { prompt, plan, steps: tasks.map(toTaskData), answers, notDone, statistics, misses },
      misses,
    };
  } finally {
    await orchestrator.close();
  }
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
function describeNotDone(tasks: readonly Task[], orchestrator: Orchestrator): string | undefined {
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
function listStepMisses(plan: Plan, tasks: readonly Task[]): string[] {
  const failed = new Set(
    plan.steps.filter((_, position) => tasks[position].status !== TaskStatus.COMPLETED).map(({ id }) => id),
  );
  const misses = tasks.flatMap((task, position) => {
    const { id, dependsOn } = plan.steps[position];
    if (!failed.has(id) || task.failure?.code === ErrorCode.NOT_REGISTERED) return [];
    return dependsOn.some((before) => failed.has(before))
      ? []
      : [`step “${task.description}”: ${task.error ?? task.status}`];
  });
  return failed.size === tasks.length ? [...misses, "no step of the plan completed"] : misses;
}
