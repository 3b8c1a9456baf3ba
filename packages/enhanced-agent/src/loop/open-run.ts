import {
  type AgentContext,
  type AgentDescriptor,
  AgentType,
  describeThrown,
  ErrorCode,
  OrchestrationError,
} from "@convoke/core";
import { readExchange } from "../conversation/read-exchange.ts";
import type { Exchange } from "../conversation/session-store.ts";
import { readLesson } from "../lessons/read-lesson.ts";
import type { Lesson } from "../lessons/lesson-store.ts";
import type { ListedAgent } from "../prompt/conversation-view.ts";
import { askStore, limitPatience, patienceWithStores } from "./ask-store.ts";
import type { LoopSetup, RunRequest } from "./loop-setup.ts";

/** What a run begins with; recorded, so that a resumed run begins with the same. */
export interface RunOpening {
  readonly marker: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly startedAt: number;
  readonly sessionId: string;
  readonly agents: readonly ListedAgent[];
  readonly lessons: readonly Lesson[];
  readonly earlier: readonly Exchange[];
}

/** Milliseconds that a store of conversations has, without which a run cannot go on. */
const patienceWithSessions = 30_000;
const mostLessons = 3;
const mostEarlier = 5;
/** The list itself says how many more there are where it grows too long. */
const mostAgents = 500;
const mostCapabilities = 12;
const nonceLength = 16;
/** Characters of a prompt that lessons are looked up with. */
const longestSituation = 2_000;

/** Gathers what the model is told first, once for each attempt. */
export function openRun(request: RunRequest, setup: LoopSetup, context: AgentContext): Promise<RunOpening> {
  return context.step(`a${context.attempt}-opening`, async () => {
    const { runtime } = context;
    const sessionId = request.sessionId ?? runtime.createId();
    return {
      marker: `data-${createNonce(runtime.createId(), runtime.createId())}`,
      startedAt: runtime.now(),
      sessionId,
      agents: listAgents(await context.findAgents(), request, setup),
      lessons: setup.learn ? await findLessons(request, setup, context) : [],
      earlier: request.sessionId === undefined ? [] : await loadEarlier(sessionId, setup, context),
    };
  });
}

/** Letters and digits of fresh ids, from their ends: what counts up, or differs most, stands there. */
function createNonce(first: string, second: string): string {
  return `${first}${second}`
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(-nonceLength);
}

/** Agents by type; this agent is not listed to itself, and no main agent where none may be delegated to. */
function listAgents(
  agents: readonly AgentDescriptor[],
  { delegationDepth }: RunRequest,
  setup: LoopSetup,
): readonly ListedAgent[] {
  const byType = new Map<string, { description: string; capabilities: Map<string, string> }>();
  for (const { agentType, name, description, capabilities } of agents) {
    const isMain = agentType === AgentType.MAIN;
    if (isMain && (name === setup.name || delegationDepth >= setup.maxDelegationDepth)) continue;
    const listed = byType.get(agentType) ?? { description, capabilities: new Map<string, string>() };
    for (const capability of capabilities)
      if (listed.capabilities.size < mostCapabilities && !listed.capabilities.has(capability.name))
        listed.capabilities.set(capability.name, capability.description);
    byType.set(agentType, listed);
  }
  return [...byType].slice(0, mostAgents).map(([agentType, { description, capabilities }]) => ({
    agentType,
    description,
    capabilities: [...capabilities].map(([name, about]) => ({ name, description: about })),
  }));
}

/** Without what was said before, a follow-up would be answered wrongly: better not at all. */
async function loadEarlier(
  sessionId: string,
  { sessions, stopWhen }: LoopSetup,
  context: AgentContext,
): Promise<readonly Exchange[]> {
  try {
    const patience = limitPatience(patienceWithSessions, stopWhen);
    const loaded = await askStore(context, patience, () => sessions.load(sessionId, mostEarlier));
    return loaded.slice(-mostEarlier).map((exchange) => readExchange(exchange, "load"));
  } catch (cause) {
    context.signal.throwIfAborted();
    const said = describeThrown(cause);
    throw new OrchestrationError(
      ErrorCode.STORE_FAILED,
      `The conversation "${sessionId}" could not be read: ${said}. Mend its store, or leave sessionId out to begin a fresh one.`,
      { cause },
    );
  }
}

/** Lessons help, and are not needed: a store that fails is reported, and the run goes on. */
async function findLessons(
  { prompt }: RunRequest,
  { lessons, stopWhen }: LoopSetup,
  context: AgentContext,
): Promise<readonly Lesson[]> {
  try {
    const situation = prompt.slice(0, longestSituation);
    const patience = limitPatience(patienceWithStores, stopWhen);
    const found = await askStore(context, patience, () => lessons.find(situation, mostLessons));
    return found.slice(0, mostLessons).map((lesson) => readLesson(lesson, "find"));
  } catch (error) {
    context.signal.throwIfAborted();
    context.report({ message: `Lessons could not be read: ${describeThrown(error)}` });
    return [];
  }
}
