import { type Agent, type AttemptHost, runAttempt, systemRuntime } from "@convoke/core";
import { Worker } from "bullmq";
import { openConnection } from "../../src/connection/connection.ts";
import { openInbox, sendMessage } from "../../src/wire/inbox.ts";
import type { AttemptJob, CallMethod, CoordinatorMessage } from "../../src/wire/messages.ts";
import { nameInbox, nameQueue } from "../../src/wire/names.ts";
import { fail, readOutcome, succeed } from "../../src/wire/outcome.ts";
import { fromWireError } from "../../src/wire/wire-error.ts";
import { connection } from "./redis.ts";

/** A worker that does the least that the engine's tests need. */
export function startThinWorker(prefix: string, agents: readonly Agent[]): { close(): Promise<void> } {
  const workerId = systemRuntime.createId();
  const redis = openConnection(connection);
  const calls = new Map<number, PromiseWithResolvers<unknown>>();
  const controllers = new Map<string, AbortController>();
  let lastCall = 0;
  const inbox = openInbox(
    openConnection(connection, { blocking: true }),
    redis,
    nameInbox(prefix, workerId),
    (messages) => {
      for (const message of messages as CoordinatorMessage[]) {
        if (message.kind === "abort")
          controllers.get(message.attemptId)?.abort(fromWireError(message.reason));
        else {
          const { promise: _, resolve, reject } = calls.get(message.call) ?? Promise.withResolvers<unknown>();
          try {
            resolve(readOutcome(message.outcome));
          } catch (error) {
            reject(error);
          }
        }
      }
    },
  );
  const workers = agents.map(
    (agent) =>
      new Worker<AttemptJob>(
        nameQueue(agent.agentType, agent.name),
        async ({ data, attemptsStarted: delivery }) => {
          const { attemptId, coordinator, request, previous } = data;
          const address = nameInbox(prefix, coordinator);
          const controller = new AbortController();
          controllers.set(attemptId, controller);
          const call = (method: CallMethod, ...args: unknown[]): Promise<never> => {
            const waiting = Promise.withResolvers<unknown>();
            calls.set(++lastCall, waiting);
            void sendMessage(redis, address, {
              kind: "call",
              attemptId,
              delivery,
              call: lastCall,
              method,
              args,
            });
            return waiting.promise as Promise<never>;
          };
          const host: AttemptHost = {
            request,
            previous,
            signal: controller.signal,
            report: (progress) =>
              void sendMessage(redis, address, { kind: "report", attemptId, delivery, progress }),
            delegate: (spec) => call("delegate", spec),
            findAgents: (query) => call("findAgents", query),
            recall: (key) => call("recall", key),
            remember: (key, value) => call("remember", key, value),
            waitFor: (key) => call("waitFor", key),
            reserve: (amount) => call("reserve", amount),
            settle: (ticket, actual) => call("settle", ticket, actual),
          };
          void sendMessage(redis, address, { kind: "started", attemptId, delivery, worker: workerId });
          const outcome = await (async () => runAttempt(agent, host, systemRuntime))().then(
            (value) => succeed(value, 1_048_576, "The result"),
            fail,
          );
          await sendMessage(redis, address, { kind: "ended", attemptId, delivery, outcome });
        },
        { connection: redis.duplicate(), prefix, concurrency: 50 },
      ),
  );
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close(true)));
      await inbox.close();
      redis.disconnect();
    },
  };
}
