import { ErrorCode, OrchestrationError, type Runtime } from "@convoke/core";
import { checkRetention, refuseUnknownNames, showValue } from "@convoke/core/store-kit";
import type { ConnectionOptions } from "../connection/connection.ts";

/** What `redisStore` can be told. */
export interface RedisStoreOptions {
  /** Where Redis is, 7.0 or later: a URL, or options of ioredis. */
  readonly connection: ConnectionOptions;
  /**
   * All keys begin with `${prefix}:store:`. With a hash tag in it, as in `{convoke}`, all are in one slot of a cluster; one
   * store is one shard.
   * @default "convoke"
   */
  readonly prefix?: string;
  /**
   * Tasks of finished runs to keep, in whole runs, newest first; at least one run is kept.
   * The log holds about ten times as many events (1,000 at least), answers to unknown runs the same number.
   * @default 10_000
   */
  readonly maxSettledTasks?: number;
  /** Finished runs to keep, newest first; at least one is kept. @default Infinity */
  readonly keepSettledRuns?: number;
  /** Its clock decides when leases end, in place of the clock of Redis. For tests; processes that share a store leave it out. */
  readonly runtime?: Runtime;
}

const names = ["connection", "prefix", "maxSettledTasks", "keepSettledRuns", "runtime"];

/** Refuses options that cannot be meant. */
export function checkStoreOptions(options: RedisStoreOptions): void {
  if (typeof options !== "object" || options === null) {
    throw createInvalidOption("connection", `redisStore takes { connection }, not ${showValue(options)}.`);
  }
  refuseUnknownNames(options, names, "redisStore: unknown option");
  const { connection, prefix, maxSettledTasks, keepSettledRuns } = options;
  const isConnection =
    typeof connection === "string"
      ? connection !== ""
      : typeof connection === "object" && connection !== null;
  if (!isConnection) {
    throw createInvalidOption(
      "connection",
      `redisStore: connection ${showValue(connection)} must say where Redis is: a URL such as ` +
        '"redis://127.0.0.1:6379", or options of ioredis.',
    );
  }
  if (prefix !== undefined && (typeof prefix !== "string" || prefix === "" || !prefix.isWellFormed())) {
    const problem = `redisStore: prefix ${showValue(prefix)} must be a text that is not empty, e.g. "convoke".`;
    throw createInvalidOption("prefix", problem);
  }
  checkRetention(maxSettledTasks, keepSettledRuns);
}

function createInvalidOption(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}
