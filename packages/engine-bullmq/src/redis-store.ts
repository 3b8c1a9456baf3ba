import {
  ErrorCode,
  type Lease,
  OrchestrationError,
  systemRuntime,
  type TaskArchive,
  type TaskStore,
} from "@convoke/core";
import { checkCount, checkLeaseTerms, checkRetention, checkRunId } from "@convoke/core/store-kit";
import { openConnection } from "./connection/connection.ts";
import { createRedisArchive } from "./store/archive.ts";
import { toLeaseLostError, toLeases } from "./store/from-replies.ts";
import { openLink, type Reply } from "./store/link.ts";
import { loadAnswers, loadRun } from "./store/load-run.ts";
import { createRenewals } from "./store/renewals.ts";
import { checkStoreOptions, type RedisStoreOptions } from "./store/options.ts";
import { claimSlice } from "./store/scripts/leases.ts";
import type { ScriptName } from "./store/scripts/scripts.ts";
import { createSweeper } from "./store/sweeper.ts";
import { encodeText } from "./store/store-text.ts";
import {
  toAnswerArguments,
  toCommitArguments,
  toLeaseArguments,
  toOpenArguments,
} from "./store/to-arguments.ts";
import { defaultPrefix } from "./wire/names.ts";

export type { RedisStoreOptions };

/** A store in Redis, which any number of processes may share. */
export interface RedisStore extends TaskStore, TaskArchive {
  /** Waits for everything that was asked, and lets the connection go; later calls reject with `closed`. */
  close(): Promise<void>;
}

/**
 * Opens a store in Redis, 7.0 or later. How much of what it has acknowledged survives the end of Redis itself is decided by
 * the settings of Redis: `appendonly yes`, and the policy `noeviction`.
 *
 * Each write is one script, all or nothing, and takes place once, also when the connection is lost and it has to be sent
 * again. Leases end by the clock of Redis. Values are JSON; what JSON cannot hold is refused with `not_serializable`.
 *
 * Throws `invalid_argument` for options that cannot be meant. While Redis is away calls wait for 10 seconds at most, then
 * reject with `store_failed`, whose `details.problem` is `unreachable`; likewise with `full` (its memory), `read-only` (a
 * replica), `disk`, `refused` (user, password, permissions), `version` (older than 7.0), `cluster`, `busy` or `damaged`.
 *
 * @example
 * const store = redisStore({ connection: "redis://127.0.0.1:6379" });
 * const orchestrator = new Orchestrator({ store });
 * await orchestrator.resume();
 */
export function redisStore(options: RedisStoreOptions): RedisStore {
  checkStoreOptions(options);
  const { prefix = defaultPrefix, maxSettledTasks = 10_000, keepSettledRuns = Infinity } = options;
  const link = openLink({
    redis: openConnection(options.connection, { resend: false }),
    keyPrefix: `${prefix}:store:`,
    runtime: options.runtime ?? systemRuntime,
    tellsTime: options.runtime !== undefined,
  });
  const sideRecords = Math.min(Number.MAX_SAFE_INTEGER, Math.max(1_000, Math.ceil(10 * maxSettledTasks)));
  const keptTerms = [toLimit(maxSettledTasks), toLimit(keepSettledRuns)];
  const sweeper = createSweeper(link, keptTerms);
  const renew = createRenewals(link);
  let closing: Promise<void> | undefined;

  /** Writes under a lease; rejects with `lease_lost` when it is not in force. */
  async function writeUnder(lease: Lease, script: ScriptName, args: readonly string[] = []): Promise<Reply> {
    return checkLease(lease, await link.write(script, [...toLeaseArguments(lease), ...args]));
  }

  return {
    ...createRedisArchive(link),
    async open(run, owner, leaseMs) {
      const { runId } = run;
      checkRunId(runId);
      checkLeaseTerms(owner, leaseMs);
      const [outcome, fence, expiresAt] = await link.write("open", toOpenArguments(run, owner, leaseMs));
      if (outcome === "duplicate") {
        throw new OrchestrationError(
          ErrorCode.DUPLICATE_TASK,
          `A run with the id ${runId} is stored already. Use another id, or load the run that has it.`,
          { details: { runId } },
        );
      }
      return { runId, owner, fence: Number(fence), expiresAt: Number(expiresAt), recoveries: 0 };
    },
    async claim(owner, leaseMs, limit) {
      checkLeaseTerms(owner, leaseMs);
      checkCount("limit", limit);
      const leases: Lease[] = [];
      while (leases.length < limit) {
        const wanted = Math.min(claimSlice, limit - leases.length);
        const reply = await link.write("claim", [encodeText(owner), String(leaseMs), String(wanted)]);
        if (reply[0] === "again") continue;
        const claimed = toLeases(owner, reply);
        leases.push(...claimed);
        if (claimed.length < wanted) break;
      }
      return leases;
    },
    async renew(lease) {
      const [, expiresAt, recoveries] = checkLease(lease, await renew(lease));
      return { ...lease, expiresAt: Number(expiresAt), recoveries: Number(recoveries) };
    },
    async release(lease) {
      await writeUnder(lease, "release");
    },
    async commit(lease, writes) {
      const args = [String(sideRecords), ...keptTerms, ...toCommitArguments(lease, writes)];
      const [, cursor, leftOver] = await writeUnder(lease, "commit", args);
      if (leftOver !== "0") sweeper.start();
      return { cursor: Number(cursor) };
    },
    async answer(taskId, key, value) {
      await link.write("answer", toAnswerArguments(taskId, key, value, sideRecords));
    },
    loadAnswers: (runId) => loadAnswers(link, runId),
    load: (runId) => loadRun(link, runId),
    async prune({ maxSettledTasks: maxTasks = Infinity, keepSettledRuns: maxRuns = Infinity }) {
      checkRetention(maxTasks, maxRuns);
      await sweeper.prune([toLimit(maxTasks), toLimit(maxRuns)]);
    },
    close: () => (closing ??= sweeper.stop().then(() => link.close())),
  };
}

function checkLease(lease: Lease, reply: Reply): Reply {
  if (reply[0] === "lost") throw toLeaseLostError(lease, reply);
  return reply;
}

/** A number as scripts read it. */
function toLimit(limit: number): string {
  return limit === Infinity ? "inf" : String(limit);
}
