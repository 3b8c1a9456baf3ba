import assert from "node:assert/strict";
import { OrchestrationError, systemRuntime, type AttemptHost, type AttemptRequest } from "@convoke/core";
import { engineAgents, type EngineAgentName } from "./engine-agents.ts";
import type { EngineContext } from "./engine-case.ts";
import { createRecordingHost, type RecordingHost, type RecordingHostOptions } from "./recording-host.ts";

const defaultPatienceMs = 5_000;

/** What a case may vary in an attempt; the rest is plain. */
export interface AttemptOptions extends Omit<RecordingHostOptions, "request"> {
  readonly request?: Partial<AttemptRequest>;
}

/** An attempt that runs, its host and its end. */
export interface StartedAttempt {
  readonly host: RecordingHost;
  /** Rejects, too, when the attempt takes longer than the case's patience. */
  readonly outcome: Promise<unknown>;
}

/** Attaches one of `engineAgents` to the subject. */
export function attachAgent(
  context: EngineContext,
  name: EngineAgentName,
): (host: AttemptHost) => Promise<unknown> {
  const agent = engineAgents[name];
  const run = context.subject.attach(context.present?.(agent) ?? agent);
  assert.equal(typeof run, "function", "attach answers with a function");
  return (host) => within(context, (async () => run(host))(), `an attempt of ${name}`);
}

/** Makes the host of one attempt. */
export function createHost(name: EngineAgentName, options: AttemptOptions = {}): RecordingHost {
  const request = {
    taskId: "run/task",
    agentType: "conformance",
    agentName: name,
    description: "a case",
    input: undefined,
    attempt: 1,
    ...options.request,
  };
  return createRecordingHost({ ...options, request });
}

/** Attaches one of `engineAgents` and runs one attempt of it. */
export function startAttempt(
  context: EngineContext,
  name: EngineAgentName,
  options: AttemptOptions = {},
): StartedAttempt {
  const host = createHost(name, options);
  return { host, outcome: attachAgent(context, name)(host) };
}

/** Waits for an attempt to fail, and returns what it failed with. */
export async function readFailure({
  outcome,
}: StartedAttempt): Promise<{ message: string; code?: string; error: unknown }> {
  let result: unknown;
  try {
    result = await outcome;
  } catch (error) {
    if (error instanceof OutOfPatience) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return OrchestrationError.is(error) ? { message, code: error.code, error } : { message, error };
  }
  assert.fail(`the attempt must fail; it answered ${JSON.stringify(result)}`);
}

/** Resolves once `isTrue` holds; rejects when that takes longer than the case's patience. */
export async function until(context: EngineContext, isTrue: () => boolean, what: string): Promise<void> {
  const limit = systemRuntime.now() + (context.patienceMs ?? defaultPatienceMs);
  while (!isTrue()) {
    if (systemRuntime.now() > limit) throw new OutOfPatience(what);
    await new Promise<void>((resolve) => systemRuntime.schedule(resolve, 1));
  }
}

class OutOfPatience extends Error {
  constructor(what: string) {
    super(`${what} must come to its end; it has not within the patience of the case`);
    this.name = "OutOfPatience";
  }
}

async function within<Value>(context: EngineContext, work: Promise<Value>, what: string): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const patienceMs = context.patienceMs ?? defaultPatienceMs;
  const cancel = systemRuntime.schedule(() => reject(new OutOfPatience(what)), patienceMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    cancel();
  }
}
