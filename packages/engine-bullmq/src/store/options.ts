import { ErrorCode, OrchestrationError } from "@convoke/core";
import { checkRetention, refuseUnknownNames, showValue } from "@convoke/core/store-kit";
import type { RedisStoreOptions } from "../redis-store.ts";

const names = ["connection", "prefix", "maxSettledTasks", "keepSettledRuns", "runtime"];

/** Refuses options that cannot be meant. */
export function checkStoreOptions(options: RedisStoreOptions): void {
  if (typeof options !== "object" || options === null) {
    throw createInvalidOption("connection", `redisStore takes { connection }, not ${showValue(options)}.`);
  }
  refuseUnknownNames(options, names, "redisStore: unknown option");
  const { connection, prefix, maxSettledTasks, keepSettledRuns } = options;
  const isConnection =
    typeof connection === "string" ? connection !== "" : typeof connection === "object" && connection !== null;
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
  if (maxSettledTasks !== undefined) checkRetention(maxSettledTasks);
  if (keepSettledRuns !== undefined && !(keepSettledRuns >= 0)) {
    const problem = `redisStore: keepSettledRuns ${showValue(keepSettledRuns)} must be a number, 0 or greater.`;
    throw createInvalidOption("keepSettledRuns", problem);
  }
}

function createInvalidOption(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}
