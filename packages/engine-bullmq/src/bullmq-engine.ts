import type { Agent, AgentDescriptor, Engine } from "@convoke/core";
import { createAttempts } from "./engine/attempts.ts";
import { type JobQueue, openJobQueue } from "./engine/job-queue.ts";
import { openEngineLink } from "./engine/link.ts";
import { type BullmqEngineOptions, chooseEngineOptions } from "./engine/options.ts";
import { repeat } from "./engine/repeat.ts";
import { nameQueue } from "./wire/names.ts";

export type { BullmqEngineOptions };

/** How often the attempts are looked after that have not been heard of. */
const auditMs = 2_000;

/** Runs attempts on workers in other processes. */
export interface BullmqEngine extends Engine {
  attach(
    agent: Agent | AgentDescriptor,
  ): (host: Parameters<ReturnType<Engine["attach"]>>[0]) => Promise<unknown>;
}

/**
 * Runs attempts as jobs of BullMQ, one queue for each agent; workers (`createWorker`) in any number of processes take them.
 *
 * Nothing is lost while Redis is away or workers die: an attempt waits, or is given to another worker, at least once; the
 * `idempotencyKey` of a task tells services when they are asked again. An agent's executor and schemas are those of the worker.
 * Throws `invalid_argument` for options that cannot be used; attempts fail with `worker_lost` when their workers were lost more
 * than `maxRecoveries` times, `not_serializable` and `invalid_input` for requests that cannot travel.
 *
 * @example
 * const engine = bullmqEngine({ connection: "redis://127.0.0.1:6379" });
 * const orchestrator = new Orchestrator({ engine });
 */
export function bullmqEngine(options: BullmqEngineOptions): BullmqEngine {
  const chosen = chooseEngineOptions(options);
  const link = openEngineLink(chosen, (messages) => attempts.receive(messages));
  const attempts = createAttempts(link, chosen, () => undefined);
  const queues = new Map<string, JobQueue>();
  const stopAudit = repeat(link.runtime, auditMs, attempts.audit);
  let closing: Promise<void> | undefined;

  function openQueue(name: string): JobQueue {
    const known = queues.get(name);
    if (known !== undefined) return known;
    const queue = openJobQueue(link, name, attempts.isOpen);
    queues.set(name, queue);
    return queue;
  }

  async function close(): Promise<void> {
    stopAudit();
    attempts.close();
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await link.close();
  }

  return {
    attach({ agentType, name }) {
      const queue = openQueue(nameQueue(agentType, name));
      return (host) => attempts.run(queue, undefined, host);
    },
    close: () => (closing ??= close()),
  };
}
