import { getEventListeners } from "node:events";
import { expect } from "vitest";
import {
  type Agent,
  type AgentCapability,
  type AgentContext,
  Orchestrator,
  type OrchestratorOptions,
  type TaskRequest,
} from "../../src/index.ts";
import { createManualRuntime, type ManualRuntime } from "../../src/testing/index.ts";

/** An orchestrator whose time stands still until the test moves it. */
export interface Harness {
  readonly orchestrator: Orchestrator;
  readonly runtime: ManualRuntime;
}

export function createHarness(
  options: Omit<OrchestratorOptions, "runtime" | "agents"> = {},
  seed = 1,
): Harness {
  const runtime = createManualRuntime({ seed });
  return { runtime, orchestrator: new Orchestrator({ ...options, runtime }) };
}

export function createCapability(name: string, rest: Partial<AgentCapability> = {}): AgentCapability {
  return { name, description: name, inputTypes: [], outputTypes: [], estimatedTime: 1, ...rest };
}

type Executor = (task: TaskRequest, context: AgentContext) => unknown;

/** The least an agent is made of. */
export function createAgent(agentType: string, executor: Executor, rest: Partial<Agent> = {}): Agent {
  return {
    agentType,
    name: `The ${agentType}`,
    description: `Does ${agentType} tasks`,
    capabilities: [],
    ...rest,
    executor,
  };
}

/** A promise that the test opens, and what opens it. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function createGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** Whether a promise has settled by now, without waiting for it. */
export async function isSettledNow(promise: Promise<unknown>, runtime: ManualRuntime): Promise<boolean> {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  promise.then(note, note);
  await runtime.advance(0);
  return settled;
}

/** How many listeners wait for a signal to abort. */
export function countListeners(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}

/** Nothing of a finished test stays behind: no timer, no task in progress. */
export function expectNothingLeft({ orchestrator, runtime }: Harness): void {
  expect(runtime.pendingTimers).toBe(0);
  expect(orchestrator.getStatistics().tasksInProgress).toBe(0);
}

/** The error that a call throws or rejects with. */
export async function catchError(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("It was expected to throw and did not");
}
