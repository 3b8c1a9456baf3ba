import { ErrorCode, OrchestrationError, type Runtime } from "@convoke/core";
import { checkRetention, refuseUnknownNames, showValue } from "@convoke/core/store-kit";
import { checkConnection, checkPrefix } from "../connection/check-options.ts";
import type { ConnectionOptions } from "../connection/connection.ts";

/** What `redisStore` can be told. */
export interface RedisStoreOptions {
  /** Where Redis is, 7.0 or later: a URL, the path of a socket, or options of ioredis (without `keyPrefix`). */
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
    const problem = `redisStore takes { connection }, not ${showValue(options)}.`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, problem, { details: { option: "connection" } });
  }
  refuseUnknownNames(options, names, "redisStore: unknown option");
  const { connection, prefix, maxSettledTasks, keepSettledRuns } = options;
  checkConnection("redisStore", connection);
  checkPrefix("redisStore", prefix);
  checkRetention(maxSettledTasks, keepSettledRuns);
}
