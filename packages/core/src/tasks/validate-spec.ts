import { validateLimits } from "../budget/validate-limits.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { RetryPolicy, TaskSpec } from "./task-spec.ts";

/** Throws `invalid_argument` that says what is wrong with a task and what to do, or returns. */
export function validateSpec(spec: TaskSpec, where: string): void {
  if (typeof spec !== "object" || spec === null)
    refuse(where, "a task must be an object with agentType and description");
  const { agentType, capability, description } = spec;
  if (typeof description !== "string" || description === "") {
    refuse(where, "a task needs a description: say in words what is to be done");
  }
  if (agentType === undefined && capability === undefined) {
    refuse(where, `the task "${description}" needs an agentType or a capability`);
  }
  if (agentType !== undefined && (typeof agentType !== "string" || agentType === "")) {
    refuse(where, `the task "${description}" has agentType ${String(agentType)}: use a non-empty string`);
  }
  if (hasOptions(spec)) validateOptions(spec, where);
}

/** Throws `invalid_argument` for an id or key that is empty or contains the separator of keys. */
export function validateKey(value: unknown, name: string, where: string): void {
  if (typeof value === "string" && value !== "" && !value.includes("/")) return;
  refuse(where, `${name} ${JSON.stringify(value)} must be a non-empty string without "/"`);
}

/** Most tasks have none of the options: one look spares them a dozen checks. */
function hasOptions(spec: TaskSpec): boolean {
  return (
    spec.capability !== undefined ||
    spec.agentName !== undefined ||
    spec.id !== undefined ||
    spec.key !== undefined ||
    spec.dependsOn !== undefined ||
    spec.fallback !== undefined ||
    spec.timeoutMs !== undefined ||
    spec.attemptTimeoutMs !== undefined ||
    spec.priority !== undefined ||
    spec.budget !== undefined ||
    spec.signal !== undefined ||
    spec.retry !== undefined
  );
}

function validateOptions(spec: TaskSpec, where: string): void {
  const {
    capability,
    agentName,
    id,
    key,
    dependsOn,
    timeoutMs,
    attemptTimeoutMs,
    retry,
    fallback,
    budget,
    priority,
    signal,
  } = spec;
  if (capability !== undefined && (typeof capability !== "string" || capability === "")) {
    refuse(where, `capability ${String(capability)} must be a non-empty string`);
  }
  if (agentName !== undefined && (typeof agentName !== "string" || agentName === "")) {
    refuse(where, `agentName ${String(agentName)} must be a non-empty string`);
  }
  if (id !== undefined) validateKey(id, "id", where);
  if (key !== undefined) validateKey(key, "key", where);
  if (dependsOn !== undefined && !isListOfText(dependsOn))
    refuse(where, "dependsOn must be a list of task ids");
  if (fallback !== undefined && !isListOfText(fallback))
    refuse(where, "fallback must be a list of agent types");
  validateDuration(timeoutMs, "timeoutMs", where);
  validateDuration(attemptTimeoutMs, "attemptTimeoutMs", where);
  if (retry !== undefined) validateRetry(retry, where);
  if (budget !== undefined) validateLimits(budget, `the task "${spec.description}"`);
  if (priority !== undefined && !Number.isFinite(priority))
    refuse(where, `priority ${String(priority)} must be a finite number`);
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    refuse(where, "signal must be an AbortSignal: pass controller.signal, not the controller");
  }
}

function validateDuration(value: unknown, name: string, where: string): void {
  if (value === undefined || (typeof value === "number" && value > 0)) return;
  refuse(where, `${name} ${String(value)} must be a number of milliseconds above 0`);
}

function validateRetry(retry: RetryPolicy, where: string): void {
  if (typeof retry !== "object" || retry === null)
    refuse(where, "retry must be an object { attempts, backoff }");
  const { attempts, backoff = {} } = retry;
  if (typeof backoff !== "object" || backoff === null) refuse(where, "retry.backoff must be an object");
  if (!Number.isInteger(attempts) || attempts < 1) {
    refuse(
      where,
      `retry.attempts ${String(attempts)} must be a whole number from 1, the first attempt included`,
    );
  }
  const { initialMs = 0, maxMs = 0, factor = 1, jitter = 0 } = backoff;
  if (!(initialMs >= 0) || !(maxMs >= 0))
    refuse(where, "retry.backoff.initialMs and maxMs must be milliseconds from 0");
  if (!(factor >= 1)) refuse(where, `retry.backoff.factor ${String(factor)} must be a number from 1`);
  if (!(jitter >= 0 && jitter <= 1))
    refuse(where, `retry.backoff.jitter ${String(jitter)} must be from 0 to 1`);
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "");
}

function refuse(where: string, problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: ${problem}`);
}
