import { runCases, storeCases } from "@convoke/conformance";
import { test } from "vitest";
import { describeWithRedis } from "../support/redis.ts";
import { createRedisContext } from "./redis-context.ts";

describeWithRedis("redisStore keeps every promise of a store", () => {
  runCases(test, storeCases, createRedisContext);
});
