import { type Agent, ErrorCode, OrchestrationError, type Runtime, validateAgent } from "@convoke/core";
import { refuseUnknownNames, showValue } from "@convoke/core/store-kit";
import { checkConnection, checkPrefix } from "../connection/check-options.ts";
import type { ConnectionOptions } from "../connection/connection.ts";

/** How many attempts of one agent may start within a time, over all workers. */
export interface RateLimit {
  readonly agentType: string;
  readonly agentName: string;
  /** Attempts that may start within `durationMs`. */
  readonly max: number;
  /** The time within which they are counted, in milliseconds. */
  readonly durationMs: number;
}

/** What `createWorker` takes. */
export interface WorkerOptions {
  /** Where Redis is, 7.0 or later: a URL, the path of a socket, or options of ioredis (without `keyPrefix`). */
  readonly connection: ConnectionOptions;
  /** What the names of all keys begin with; the same for everyone who works together. @default "convoke" */
  readonly prefix?: string;
  /** At least one; type and name of each are its queue, and no two are the same. */
  readonly agents: readonly Agent[];
  /** Attempts that may run at once over all agents; one that waits does not count. @default 10 */
  readonly concurrency?: number;
  /** How fast attempts may start; give the same limits to every worker of an agent. @default none */
  readonly rateLimits?: readonly RateLimit[];
  /** Bytes that a result, or an argument of a call, may have as JSON. @default 1_048_576 */
  readonly maxPayloadBytes?: number;
  /** How often an attempt whose worker was lost is given to another one; give the engine the same. @default 3 */
  readonly maxRecoveries?: number;
  /** @default the system's clock, ids and randomness */
  readonly runtime?: Runtime;
}

const known: readonly (keyof WorkerOptions)[] = [
  "connection",
  "prefix",
  "agents",
  "concurrency",
  "rateLimits",
  "maxPayloadBytes",
  "maxRecoveries",
  "runtime",
];

/** Throws `invalid_argument` that says which option is wrong and what to do, or returns. */
export function checkWorkerOptions(options: WorkerOptions): void {
  if (typeof options !== "object" || options === null) {
    refuse(`pass { connection, agents }, not ${showValue(options)}`);
  }
  refuseUnknownNames(options, known, "createWorker: unknown option");
  const { connection, prefix, agents, concurrency, rateLimits, maxPayloadBytes, maxRecoveries } = options;
  checkConnection("createWorker", connection);
  checkPrefix("createWorker", prefix);
  if (!Array.isArray(agents) || agents.length === 0) {
    refuse(`agents is ${showValue(agents)}: pass a list with at least one agent`);
  }
  checkAgents(agents);
  checkCount("concurrency", concurrency, 1);
  checkCount("maxPayloadBytes", maxPayloadBytes, 1);
  checkCount("maxRecoveries", maxRecoveries, 0);
  if (rateLimits !== undefined) checkRateLimits(rateLimits, agents);
}

/** Throws `invalid_argument` for a time that cannot be waited for. */
export function checkTimeout(timeoutMs: unknown): void {
  if (typeof timeoutMs === "number" && Number.isFinite(timeoutMs) && timeoutMs >= 0) return;
  const message = `worker.close: timeoutMs is ${showValue(timeoutMs)}: use milliseconds from 0, or leave it out.`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

function checkAgents(agents: readonly Agent[]): void {
  const names = new Set<string>();
  for (const agent of agents) {
    validateAgent(agent);
    const { agentType, name } = agent;
    if (typeof agent.executor !== "function") {
      refuse(`agent "${name}" of type "${agentType}" has no executor: a worker hosts the code of its agents`);
    }
    const key = JSON.stringify([agentType, name]);
    if (names.has(key)) {
      throw new OrchestrationError(
        ErrorCode.DUPLICATE_AGENT,
        `createWorker: agent "${name}" of type "${agentType}" is listed twice: choose another name.`,
      );
    }
    names.add(key);
  }
}

function checkRateLimits(rateLimits: readonly RateLimit[], agents: readonly Agent[]): void {
  if (!Array.isArray(rateLimits)) {
    refuse(
      `rateLimits is ${showValue(rateLimits)}: pass a list of { agentType, agentName, max, durationMs }`,
    );
  }
  for (const limit of rateLimits) {
    if (typeof limit !== "object" || limit === null) {
      refuse(`rateLimits holds ${showValue(limit)}: use { agentType, agentName, max, durationMs }`);
    }
    const { agentType, agentName, max, durationMs } = limit;
    refuseUnknownNames(
      limit,
      ["agentType", "agentName", "max", "durationMs"],
      "createWorker: a rate limit has the unknown field",
    );
    if (!agents.some((agent) => agent.agentType === agentType && agent.name === agentName)) {
      refuse(
        `a rate limit names agent ${showValue(agentName)} of type ${showValue(agentType)}, which is not in agents`,
      );
    }
    checkCount(`the rate limit of "${agentName}": max`, max, 1, true);
    checkCount(`the rate limit of "${agentName}": durationMs`, durationMs, 1, true);
  }
}

function checkCount(name: string, value: unknown, least: number, isRequired = false): void {
  if (value === undefined && !isRequired) return;
  if (Number.isSafeInteger(value) && (value as number) >= least) return;
  refuse(`${name} is ${showValue(value)}: use a whole number from ${least}`);
}

function refuse(message: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `createWorker: ${message}.`);
}
