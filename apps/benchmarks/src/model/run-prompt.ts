import { createKnowledgeAgent, type KnowledgeIndex } from "@convoke/agents-knowledge";
import { createPlannerAgent } from "@convoke/agents-planner";
import { AgentType, Orchestrator, systemRuntime } from "@convoke/core";
import { type AgentEvent, createEnhancedAgent, type EnhancedResult } from "@convoke/enhanced-agent";
import type { ChosenModel } from "./choose-model.ts";
import { type CallCounts, countCalls } from "./count-calls.ts";
import { countEvent, createEventCounts, type EventCounts } from "./count-events.ts";
import { findShortcomings } from "./judge.ts";
import type { EvaluationPrompt } from "./prompts.ts";
import type { EvaluationOptions } from "./read-options.ts";

/** What became of a prompt. */
export interface PromptOutcome extends CallCounts, EventCounts {
  readonly name: string;
  readonly prompt: string;
  readonly success: boolean;
  /** Why it is none. */
  readonly shortcomings: readonly string[];
  readonly delegations: number;
  readonly citations: number;
  readonly seconds: number;
  readonly states: readonly string[];
  readonly answer?: string;
  readonly error?: string;
}

/** What all prompts share. */
export interface EvaluationSetup {
  readonly chosen: ChosenModel;
  readonly index: KnowledgeIndex;
  readonly options: EvaluationOptions;
  /** Hears what the model writes and what is told to it. */
  readonly tell: (line: string) => void;
}

/** By which the events of the main agent are told from those of the others. */
const taskId = "main";

/** Tokens that a conversation must leave free beside the reply: the template of the chat, and what estimates miss. */
const spareTokens = 512;
const longestHistory = 24_000;

/** Runs a prompt through a main agent of its own, so that no prompt learns from another. */
export async function runPrompt(
  expected: EvaluationPrompt,
  { chosen, index, options, tell }: EvaluationSetup,
): Promise<PromptOutcome> {
  const { transport, maxOutputTokens, temperature, timeoutSeconds } = options;
  const { model, counts } = countCalls(chosen.model, (text) => tell(`--- reply\n${text}`));
  const events = createEventCounts();
  const states: string[] = [];
  const { contextTokens = Infinity } = chosen;
  const historyTokens = Math.min(longestHistory, contextTokens - maxOutputTokens - spareTokens);
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createKnowledgeAgent({ index }));
  orchestrator.registerAgent(createPlannerAgent());
  orchestrator.registerAgent(
    createEnhancedAgent({ model, transport, historyTokens, maxOutputTokens, temperature }),
  );
  orchestrator.subscribe((event) => {
    if (event.type !== "task-progress" || event.taskId !== taskId) return;
    const told = event.progress.data as AgentEvent | undefined;
    if (told === undefined) return;
    if (told.type !== "text") tell(`--- event ${JSON.stringify(told)}`);
    if (told.type === "state-entered") states.push(told.state);
    countEvent(events, told);
  });
  const startedAt = systemRuntime.now();
  try {
    const task = await orchestrator.delegateTask({
      agentType: AgentType.MAIN,
      description: expected.prompt,
      id: taskId,
      timeoutMs: timeoutSeconds * 1_000,
    });
    const result = task.status === "completed" ? (task.result as EnhancedResult) : undefined;
    const shortcomings =
      result === undefined ? [`no answer: ${task.error ?? task.status}`] : findShortcomings(expected, result);
    return {
      name: expected.name,
      prompt: expected.prompt,
      success: shortcomings.length === 0,
      shortcomings,
      delegations: result?.delegations.length ?? countOf(task.failure?.details?.delegations),
      citations: result?.citations.length ?? 0,
      ...counts,
      ...events,
      seconds: (systemRuntime.now() - startedAt) / 1_000,
      states,
      ...(result !== undefined && { answer: result.answer }),
      ...(task.error !== undefined && { error: task.error }),
    };
  } finally {
    await orchestrator.close();
  }
}

function countOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
