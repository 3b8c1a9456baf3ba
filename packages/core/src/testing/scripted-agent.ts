import {
  ErrorCode,
  OrchestrationError,
  type Agent,
  type AgentCapability,
  type AgentContext,
  type TaskRequest,
} from "../index.ts";
import { createHeldAttempt, isHold, type HeldAttempt, type Hold } from "./held-attempt.ts";

/** A scripted answer that is computed when its turn comes. */
export type ScriptFunction = (task: TaskRequest, context: AgentContext) => unknown;

/** One line of a script: a function is called, an `Error` is thrown, a `hold()` waits, all else is the result. */
export type ScriptStep =
  | ScriptFunction
  | Error
  | Hold
  | object
  | string
  | number
  | boolean
  | null
  | undefined;

/** What a scripted agent is made of. */
export interface ScriptedAgentOptions extends Partial<Omit<Agent, "agentType" | "executor">> {
  readonly agentType: string;
  /** What the calls get, in the order in which they come; the last line serves all further calls. */
  readonly script: readonly ScriptStep[];
}

/** One call of the executor. */
export interface ScriptedCall {
  readonly task: TaskRequest;
  /** 1 for the first attempt of this agent. */
  readonly attempt: number;
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

/** An agent that does what a test has written down, and remembers who asked. */
export interface ScriptedAgent extends Agent {
  readonly calls: readonly ScriptedCall[];
  /** Resolves once the executor has been called `count` times. */
  called(count: number): Promise<void>;
  /** Ends the held attempt of call `index` (from 0): an `Error` rejects it, anything else is its result. */
  release(index: number, result?: unknown): void;
}

/**
 * Creates an agent that answers from a script.
 *
 * @example
 * const agent = createScriptedAgent({ agentType: "code", script: [new Error("busy"), hold(), "done"] });
 * orchestrator.registerAgent(agent);
 * await agent.called(2);
 * agent.release(1, "late, but here");
 */
export function createScriptedAgent(options: ScriptedAgentOptions): ScriptedAgent {
  const { script, agentType, name = `Scripted ${agentType}`, ...rest } = options;
  if (script.length === 0) throw createMisuse(`The script of ${name} is empty. Give it at least one line.`);
  const calls: ScriptedCall[] = [];
  const held = new Map<number, HeldAttempt>();
  const callWaiters: { count: number; resolve: () => void }[] = [];

  function recordCall(task: TaskRequest, { attempt, idempotencyKey, signal }: AgentContext): number {
    const index = calls.push({ task, attempt, idempotencyKey, signal }) - 1;
    for (const waiter of callWaiters) if (calls.length >= waiter.count) waiter.resolve();
    return index;
  }

  return {
    description: `Answers ${agentType} tasks from a script`,
    capabilities: [defaultCapability],
    ...rest,
    agentType,
    name,
    calls,
    called: (count) =>
      new Promise((resolve) => {
        if (calls.length >= count) resolve();
        else callWaiters.push({ count, resolve });
      }),
    release(index, result) {
      const attempt = held.get(index);
      if (attempt === undefined) {
        throw createMisuse(
          `${name} holds no attempt ${index} (${calls.length} calls so far). ` +
            "Write hold() in the script, wait with called(), and release each held attempt once.",
        );
      }
      held.delete(index);
      attempt.end(result);
    },
    executor(task, context) {
      const index = recordCall(task, context);
      const step = script[Math.min(index, script.length - 1)];
      if (isHold(step)) {
        const attempt = createHeldAttempt(context.signal, step, () => held.delete(index));
        if (step.ignoresSignal || !context.signal.aborted) held.set(index, attempt);
        return attempt.outcome;
      }
      if (step instanceof Error) throw step;
      return typeof step === "function" ? (step as ScriptFunction)(task, context) : step;
    },
  };
}

const defaultCapability: AgentCapability = {
  name: "act",
  description: "Follows its script",
  inputTypes: ["anything"],
  outputTypes: ["anything"],
  estimatedTime: 1,
};

function createMisuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
