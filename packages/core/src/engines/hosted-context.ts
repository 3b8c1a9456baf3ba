import type { Amount } from "../budget/budget-limits.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { StandardSchemaV1 } from "../registry/standard-schema.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { AgentContext, Reservation } from "../tasks/agent-context.ts";
import type { Task } from "../tasks/task.ts";
import type { AttemptHost, AttemptRequest } from "./engine.ts";
import { validateValue } from "./validate-value.ts";

/** What an executor is given, built on nothing but an attempt's host: the same here and in a worker. */
export class HostedContext implements AgentContext {
  readonly runtime: Runtime;
  readonly #host: AttemptHost;
  readonly #request: AttemptRequest;
  #stepsUnderWay: Map<string, Promise<unknown>> | undefined = undefined;

  constructor(host: AttemptHost, request: AttemptRequest, runtime: Runtime) {
    this.#host = host;
    this.#request = request;
    this.runtime = runtime;
  }

  get signal(): AbortSignal {
    return this.#host.signal;
  }

  get attempt(): number {
    return this.#request.attempt;
  }

  get idempotencyKey(): string {
    return this.#request.taskId;
  }

  get previous(): readonly Task[] {
    return this.#host.previous;
  }

  get budget(): AgentContext["budget"] {
    return { reserve: (amount) => quiet(this.#reserve(amount)) };
  }

  // Getters, so that a context can be taken apart, `({ signal, delegate }) => …`, without a closure per attempt.
  get report(): AgentContext["report"] {
    return (progress) => this.#host.report(progress);
  }

  get delegate(): AgentContext["delegate"] {
    return (spec) => quiet(this.#host.delegate(spec));
  }

  get findAgents(): AgentContext["findAgents"] {
    return (query = {}) => quiet(this.#host.findAgents(query));
  }

  get step(): AgentContext["step"] {
    return (key, work) => quiet(this.#joinStep(key, work));
  }

  get waitFor(): AgentContext["waitFor"] {
    return (key, schema) => quiet(this.#waitFor(key, schema));
  }

  #joinStep<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const underWay = (this.#stepsUnderWay ??= new Map<string, Promise<unknown>>());
    const same = underWay.get(key);
    if (same !== undefined) return same as Promise<Value>;
    const done = this.#runStep(key, work).finally(() => underWay.delete(key));
    underWay.set(key, done);
    return done;
  }

  async #waitFor<Value>(key: string, schema: StandardSchemaV1<unknown, Value>): Promise<Value> {
    checkKey("waitFor", key);
    if (typeof schema?.["~standard"]?.validate !== "function") {
      const message = "context.waitFor: pass a Standard Schema for the answer, e.g. one of zod 4";
      throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
    }
    const answer = await this.#host.waitFor(key);
    const what = `The answer "${key}" for task ${this.#request.taskId}`;
    return validateValue(schema, answer, ErrorCode.INVALID_INPUT, what);
  }

  async #runStep<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    checkKey("step", key);
    if (typeof work !== "function") {
      const message = `context.step: the work of "${key}" must be a function () => …, not ${showValue(work)}`;
      throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
    }
    const recorded = await this.#host.recall(key);
    if (recorded !== undefined) return recorded.value as Value;
    const value = await work();
    await this.#host.remember(key, value);
    return value;
  }

  async #reserve(amount: Amount): Promise<Reservation> {
    const ticket = await this.#host.reserve(amount);
    return { amount: ticket.amount, settle: (actual) => quiet(this.#host.settle(ticket, actual)) };
  }
}

/** Nobody could answer, or find again, what has no name. */
function checkKey(method: string, key: unknown): void {
  if (typeof key === "string" && key !== "") return;
  const message = `context.${method}: the key must be a non-empty string, not ${showValue(key)}`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

/** A promise that nobody awaits yet must not end the process when the attempt is aborted. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
