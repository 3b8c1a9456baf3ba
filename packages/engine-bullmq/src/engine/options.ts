import { ErrorCode, OrchestrationError, type Runtime, systemRuntime } from "@convoke/core";
import { refuseUnknownNames, showValue } from "@convoke/core/store-kit";
import { checkConnection, checkPrefix } from "../connection/check-options.ts";
import type { ConnectionOptions } from "../connection/connection.ts";
import { defaultPrefix } from "../wire/names.ts";

/** What `bullmqEngine` takes. */
export interface BullmqEngineOptions {
  /** Where Redis is, 7.0 or later: a URL, the path of a socket, or options of ioredis (without `keyPrefix`). */
  readonly connection: ConnectionOptions;
  /** What the names of all keys begin with; the same for everyone who works together. @default "convoke" */
  readonly prefix?: string;
  /** Bytes that the request of an attempt may have as JSON, with the records of earlier steps. @default 1_048_576 */
  readonly maxPayloadBytes?: number;
  /** How often an attempt whose worker was lost is given to another one; give the workers the same. @default 3 */
  readonly maxRecoveries?: number;
  /**
   * How long tasks for agents that no worker has announced wait for them, in milliseconds from the first look of `followAgents`
   * on: workers may start together with the coordinator, or after it. Later, and with 0, they fail at once. @default 10_000
   */
  readonly waitForAgentsMs?: number;
  /** @default the system's clock, ids and randomness */
  readonly runtime?: Runtime;
}

export type ChosenEngineOptions = Required<BullmqEngineOptions>;

const fields = Object.keys({
  connection: true,
  prefix: true,
  maxPayloadBytes: true,
  maxRecoveries: true,
  waitForAgentsMs: true,
  runtime: true,
} satisfies Record<keyof BullmqEngineOptions, true>);

/** The one place where defaults are chosen. Throws `invalid_argument` for options that cannot be used. */
export function chooseEngineOptions(options: BullmqEngineOptions): ChosenEngineOptions {
  if (typeof options !== "object" || options === null)
    refuse(`pass { connection }, not ${showValue(options)}`);
  refuseUnknownNames(options, fields, "bullmqEngine: unknown option");
  const { connection, prefix = defaultPrefix, runtime = systemRuntime } = options;
  const { maxPayloadBytes = 1_048_576, maxRecoveries = 3, waitForAgentsMs = 10_000 } = options;
  checkConnection("bullmqEngine", connection);
  checkPrefix("bullmqEngine", prefix);
  checkCount("maxPayloadBytes", maxPayloadBytes, 1);
  checkCount("maxRecoveries", maxRecoveries, 0);
  checkCount("waitForAgentsMs", waitForAgentsMs, 0);
  return { connection, prefix, maxPayloadBytes, maxRecoveries, waitForAgentsMs, runtime };
}

function checkCount(name: string, value: unknown, least: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return;
  refuse(`${name} is ${showValue(value)}: use a whole number from ${least}`);
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `bullmqEngine: ${problem}.`);
}
