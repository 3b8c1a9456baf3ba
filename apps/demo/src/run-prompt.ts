import { type AgentEvent, createEnhancedAgent, type EnhancedResult } from "@convoke/enhanced-agent";
import { modelFromEnvironment } from "@convoke/language-model";
import { AgentType, type OrchestrationEvent, type Task, TaskStatus } from "@convoke/core";
import { formatAnswer } from "./report/answer-lines.ts";
import { createRunLines } from "./report/run-lines.ts";
import { formatStatistics } from "./report/statistics-lines.ts";
import { toTaskData } from "./report/task-data.ts";
import { formatField, truncateText } from "./report/text.ts";
import type { ProgramOutcome } from "./run-demonstration.ts";
import type { View } from "./view/view.ts";
import { openWorkplace, type ServerChoice } from "./workplace.ts";

/** Characters of a prompt that are repeated on the screen. */
const longestShown = 400;
const runId = "prompt";

/**
 * Gives the main agent a prompt and shows how it goes through its states, whom it delegates to, and what it answers. Rejects with
 * the signal's reason when it aborts.
 */
export async function runPrompt(
  prompt: string,
  view: View,
  signal: AbortSignal,
  server?: ServerChoice,
): Promise<ProgramOutcome> {
  // A wrong setting of the model is told before anything else is done.
  const model = server === undefined ? modelFromEnvironment() : undefined;
  const workplace = await openWorkplace(view, signal, server);
  const { conductor: orchestrator, formatPlace } = workplace;
  if (workplace.kind === "here")
    workplace.conductor.registerAgent(createEnhancedAgent({ ...(model !== undefined && { model }) }));
  const events: AgentEvent[] = [];
  const pages: string[] = [];
  const lines = createRunLines(view);
  const unsubscribe = orchestrator.subscribe(
    (event) => {
      const told = readAgentEvent(event);
      if (told !== undefined) {
        if (told.type !== "text") events.push(told);
        view.printLines(lines.describeEvent(told));
      } else if (event.type === "task-settled" && event.task.parentId === runId) {
        view.printLines(lines.describeTask(event.task));
      } else if (event.type === "task-waiting") {
        view.printLines(formatField("Waits", "for leave to go on, which is given on the dashboard", view));
        pages.push(...workplace.printPages());
      }
    },
    { runId },
  );
  try {
    const mode =
      workplace.kind === "server"
        ? describeServerMode(workplace.connection.model)
        : model === undefined
          ? "rules, since no LLM_API_KEY is set"
          : `the model ${model.modelName ?? "that is set"}`;
    view.printLines([
      "",
      ...formatField("Asked", truncateText(prompt, longestShown), view),
      ...formatField("Decides", mode, view),
    ]);
    const spec = { agentType: AgentType.MAIN, description: prompt, id: runId, signal };
    const task: Task = await orchestrator.delegateTask(spec);
    unsubscribe();
    signal.throwIfAborted();
    const result = task.status === TaskStatus.COMPLETED ? (task.result as EnhancedResult) : undefined;
    const misses = result === undefined ? [`no answer: ${task.error ?? task.status}`] : [];
    view.printLines([
      "",
      ...(result === undefined
        ? formatField("Answer", `none: ${task.error ?? task.status}`, view)
        : formatAnswer(result, { width: view.width, formatPlace })),
    ]);
    pages.push(...workplace.printPages());
    const statistics = await orchestrator.getStatistics();
    view.printLines(["", ...formatStatistics(statistics)]);
    return {
      document: {
        prompt,
        task: toTaskData(task),
        events,
        statistics,
        ...(pages.length > 0 && { server: server?.url, pages }),
        misses,
      },
      misses,
    };
  } finally {
    unsubscribe();
    await orchestrator.close();
  }
}

function describeServerMode(model: string | undefined): string {
  return model === undefined
    ? "rules, since the server has no language model"
    : `the server's model ${model}`;
}

/** What the main agent itself tells; `undefined` for every other event. */
function readAgentEvent(event: OrchestrationEvent): AgentEvent | undefined {
  if (event.type !== "task-progress" || event.taskId !== runId) return undefined;
  return event.progress.data as AgentEvent | undefined;
}
