import { validateLimits } from "../budget/validate-limits.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import type { Backoff, RetryPolicy, TaskSpec } from "./task-spec.ts";

const fields = Object.keys({
  agentType: true,
  capability: true,
  agentName: true,
  description: true,
  input: true,
  id: true,
  key: true,
  strict: true,
  dependsOn: true,
  timeoutMs: true,
  attemptTimeoutMs: true,
  retry: true,
  fallback: true,
  budget: true,
  priority: true,
  signal: true,
} satisfies Record<keyof TaskSpec, true>);

/** Throws `invalid_argument` that says what is wrong with a task and what to do, or returns. */
export function validateSpec(spec: TaskSpec, where: string): void {
  if (!isBare(spec)) validateFields(spec, where);
}

/**
 * Most tasks are an agent type, a description and perhaps an input: counting their names spares them two dozen
 * checks. What a prototype might add is left to the checks.
 */
function isBare(spec: TaskSpec): boolean {
  if (typeof spec !== "object" || spec === null || spec.constructor !== Object) return false;
  const { agentType, description, input } = spec;
  if (typeof agentType !== "string" || agentType === "") return false;
  if (typeof description !== "string" || description === "") return false;
  let expected = input === undefined ? 2 : 3;
  for (const _ in spec) expected--;
  return expected === 0;
}

function validateFields(spec: TaskSpec, where: string): void {
  if (typeof spec !== "object" || spec === null)
    refuse(where, `a task must be an object { agentType, description, input }, not ${showValue(spec)}`);
  const { agentType, capability, description } = spec;
  if (typeof description !== "string" || description === "") {
    refuse(where, "a task needs a description: say in words what is to be done");
  }
  if (agentType === undefined && capability === undefined) {
    refuse(where, `the task "${description}" needs an agentType or a capability`);
  }
  if (agentType !== undefined && (typeof agentType !== "string" || agentType === "")) {
    refuse(where, `the task "${description}" has agentType ${showValue(agentType)}: use a non-empty string`);
  }
  refuseUnknownNames(spec, fields, `${where}: unknown option`);
  validateOptions(spec, where);
}

const backoffFields = Object.keys({
  initialMs: true,
  factor: true,
  maxMs: true,
  jitter: true,
} satisfies Record<keyof Backoff, true>);

/** Throws `invalid_argument` for an id or key that is empty or contains the separator of keys. */
export function validateKey(value: unknown, name: string, where: string): void {
  if (typeof value === "string" && value !== "" && !value.includes("/")) return;
  refuse(where, `${name} ${showValue(value)} must be a non-empty string without "/"`);
}

function validateOptions(spec: TaskSpec, where: string): void {
  const {
    capability,
    agentName,
    id,
    key,
    strict,
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
    refuse(where, `capability ${showValue(capability)} must be a non-empty string`);
  }
  if (agentName !== undefined && (typeof agentName !== "string" || agentName === "")) {
    refuse(where, `agentName ${showValue(agentName)} must be a non-empty string`);
  }
  if (id !== undefined) validateKey(id, "id", where);
  if (key !== undefined) validateKey(key, "key", where);
  if (strict !== undefined && typeof strict !== "boolean")
    refuse(where, `strict ${showValue(strict)} must be true or false`);
  if (dependsOn !== undefined && !isListOfText(dependsOn))
    refuse(where, "dependsOn must be a list of task ids");
  if (fallback !== undefined && !isListOfText(fallback))
    refuse(where, "fallback must be a list of agent types");
  validateDuration(timeoutMs, "timeoutMs", where);
  validateDuration(attemptTimeoutMs, "attemptTimeoutMs", where);
  if (retry !== undefined) validateRetry(retry, where);
  if (budget !== undefined) validateLimits(budget, `the task "${spec.description}"`);
  if (priority !== undefined && !Number.isFinite(priority))
    refuse(where, `priority ${showValue(priority)} must be a finite number`);
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    refuse(where, "signal must be an AbortSignal: pass controller.signal, not the controller");
  }
}

function validateDuration(value: unknown, name: string, where: string): void {
  if (value === undefined || (typeof value === "number" && value > 0)) return;
  refuse(where, `${name} ${showValue(value)} must be a number of milliseconds above 0`);
}

function validateRetry(retry: RetryPolicy, where: string): void {
  if (typeof retry !== "object" || retry === null)
    refuse(where, `retry must be an object { attempts, backoff }, not ${showValue(retry)}`);
  refuseUnknownNames(retry, ["attempts", "backoff"], `${where}: retry has an unknown option`);
  const { attempts, backoff = {} } = retry;
  if (typeof backoff !== "object" || backoff === null)
    refuse(
      where,
      `retry.backoff must be an object { initialMs, factor, maxMs, jitter }, not ${showValue(backoff)}`,
    );
  refuseUnknownNames(backoff, backoffFields, `${where}: retry.backoff has an unknown option`);
  if (!Number.isInteger(attempts) || attempts < 1) {
    refuse(
      where,
      `retry.attempts ${showValue(attempts)} must be a whole number from 1, the first attempt included`,
    );
  }
  const { initialMs = 0, maxMs = 0, factor = 1, jitter = 0 } = backoff;
  if (!isNumberFrom(initialMs, 0) || !isNumberFrom(maxMs, 0))
    refuse(where, "retry.backoff.initialMs and maxMs must be milliseconds from 0");
  if (!isNumberFrom(factor, 1))
    refuse(where, `retry.backoff.factor ${showValue(factor)} must be a number from 1`);
  if (!isNumberFrom(jitter, 0) || jitter > 1)
    refuse(where, `retry.backoff.jitter ${showValue(jitter)} must be a number from 0 to 1`);
}

/** Text that reads as a number would pass a bare comparison. */
function isNumberFrom(value: unknown, least: number): boolean {
  return typeof value === "number" && value >= least;
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "");
}

function refuse(where: string, problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: ${problem}`);
}
