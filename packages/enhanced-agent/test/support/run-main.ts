import { type Agent, Orchestrator, type OrchestratorOptions, type Task, type TaskSpec } from "@convoke/core";
import {
  type ModelScript,
  type ScriptedModel,
  createManualRuntime,
  createScriptedAgent,
  scriptedModel,
} from "@convoke/core/testing";
import { createEnhancedAgent } from "../../src/enhanced-agent.ts";
import type { EnhancedAgentOptions } from "../../src/enhanced-options.ts";
import type { EnhancedResult } from "../../src/enhanced-result.ts";
import type { AgentEvent } from "../../src/loop/agent-event.ts";
import { readConversation } from "../../src/prompt/read-conversation.ts";
import { toScript, type TransportKind, type Turn } from "./turns.ts";

export interface MainRun {
  readonly task: Task<unknown, EnhancedResult>;
  readonly model: ScriptedModel;
  readonly events: readonly AgentEvent[];
  readonly orchestrator: Orchestrator;
  /** Contents of the messages that the model was sent last. */
  readonly told: readonly string[];
}

export interface MainScenario {
  /** What the model says, reply by reply; by prompt, where several main agents run. */
  readonly turns: readonly Turn[] | Readonly<Record<string, readonly Turn[]>>;
  readonly transport?: TransportKind;
  readonly options?: EnhancedAgentOptions;
  readonly agents?: readonly Agent[];
  readonly spec?: Partial<TaskSpec>;
  readonly orchestrator?: OrchestratorOptions;
}

/** A knowledge agent that always finds the same, with a quote. */
export const createFinder = (agentType = "knowledge"): ReturnType<typeof createScriptedAgent> =>
  createScriptedAgent({
    agentType,
    script: [
      {
        answer: "Rust is fast.",
        sources: [{ quote: "Rust is fast", title: "Book", url: "book.md", line: 3 }],
      },
    ],
  });

/** Runs a prompt through a main agent whose model says what a scenario has written down. */
export async function runMain(scenario: MainScenario): Promise<MainRun> {
  const started = startMain(scenario);
  const task = await started.settled;
  return {
    ...started,
    task,
    told: started.model.requests.at(-1)?.messages.map(({ content }) => content) ?? [],
  };
}

/** The same, not waited for. */
export function startMain({
  turns,
  transport = "text",
  options = {},
  agents = [createFinder()],
  spec = {},
  orchestrator: more = {},
}: MainScenario) {
  const model = scriptedModel(isList(turns) ? toScript(turns, transport) : byPrompt(turns, transport));
  const orchestrator = new Orchestrator({ runtime: createManualRuntime(), ...more });
  orchestrator.registerAgent(createEnhancedAgent({ model, transport, ...options }));
  for (const agent of agents) orchestrator.registerAgent(agent);
  const events = recordAgentEvents(orchestrator);
  const settled = orchestrator.delegateTask({
    agentType: "main",
    description: "Is Rust fast?",
    ...spec,
  }) as Promise<Task<unknown, EnhancedResult>>;
  return { settled, model, events, orchestrator };
}

/** What main agents report, as it comes. */
export function recordAgentEvents(orchestrator: Orchestrator): AgentEvent[] {
  const events: AgentEvent[] = [];
  orchestrator.subscribe((event) => {
    if (event.type === "task-progress" && event.progress.data !== undefined)
      events.push(event.progress.data as AgentEvent);
  });
  return events;
}

/** Names of the tools' and texts' actions that were performed. */
export function performed(events: readonly AgentEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === "action-performed" ? [event.action] : []));
}

function isList(turns: MainScenario["turns"]): turns is readonly Turn[] {
  return Array.isArray(turns);
}

/** Says what is written down for the prompt that a request is about. */
function byPrompt(turns: Readonly<Record<string, readonly Turn[]>>, transport: TransportKind): ModelScript {
  return ({ messages }) => {
    const { prompt } = readConversation(messages);
    const script = toScript(turns[prompt] ?? [], transport);
    const step = script[messages.filter(({ role }) => role === "assistant").length];
    return step ?? new Error(`Nothing is written down for “${prompt}” any more`);
  };
}
