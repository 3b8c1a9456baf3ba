import type { Agent, AgentDescriptor, AttemptHost, Engine } from "@convoke/core";
import { createAttempts, refuseClosed } from "./attempts.ts";
import { type DeadLetterBox, openDeadLetterBox } from "./dead-letter-box.ts";
import { type AgentRoster, followAgents } from "./follow-agents.ts";
import { guardAttempt } from "./guard-attempt.ts";
import { type JobQueue, openJobQueue } from "./job-queue.ts";
import { createNewcomers } from "./newcomers.ts";
import { type EngineLink, openEngineLink } from "./link.ts";
import { type BullmqEngineOptions, chooseEngineOptions } from "./options.ts";
import { nameQueue } from "../wire/names.ts";
import { repeat } from "../wire/repeat.ts";
import { createSharedLedger, type SharedBudgetLimits, type SharedLedger } from "./shared-budget.ts";
import { createSlotGates } from "./slot-gates.ts";

/** How often the attempts are looked after that have not been heard of. */
const auditMs = 2_000;
/** What is missing after a rebirth is missing still so much later: its end may have been told, and not read yet. */
const secondLookMs = 500;

/** Runs attempts on workers in other processes. */
export interface BullmqEngine extends Engine {
  attach(agent: Agent | AgentDescriptor): (host: AttemptHost) => Promise<unknown>;
  /** Lets tasks wait for workers that announce their agents within `waitForAgentsMs`, once agents are followed. */
  whenAbsent(again: () => void): (() => void) | string | undefined;
  /**
   * Registers the agents that workers announce, now and from now on; of two descriptors of one agent, that of the worker that
   * has started last. Takes an agent out that no worker has announced for 60 s. Resolves after the first look, with how to
   * stop; agents that were registered otherwise are left alone. Rejects with `closed` after `close`, and with `store_failed` when
   * Redis refuses, or is not reached within 10 seconds.
   */
  followAgents(orchestrator: AgentRoster): Promise<() => Promise<void>>;
}

/** The engine, and what a coordinator needs besides. */
export interface CreatedEngine {
  readonly engine: BullmqEngine;
  readonly letters: DeadLetterBox;
  readonly ledger: SharedLedger;
  readonly ask: EngineLink["ask"];
}

/**
 * Attempts are held to the budget of all coordinators when `sharedLimits` are given; `ownsUntil` tells until when the runs
 * that they belong to are sure to be this process's own, where others may take them over within seconds.
 */
export function createEngine(
  options: BullmqEngineOptions,
  sharedLimits?: SharedBudgetLimits,
  ownsUntil: () => number = () => Infinity,
): CreatedEngine {
  const chosen = chooseEngineOptions(options);
  const { runtime } = chosen;
  let cancelSecondLook: (() => void) | undefined;
  /** What was taken out of a queue while this process was silent, nobody could tell it. */
  function lookAfterRebirth(): void {
    const look = (): void => void attempts.audit(true).catch(() => undefined);
    look();
    cancelSecondLook?.();
    cancelSecondLook = runtime.schedule(look, secondLookMs);
  }
  const listeners = {
    onMessage: (message: object) => attempts.receive(message),
    onRebirth: lookAfterRebirth,
  };
  const link = openEngineLink(chosen, listeners, ownsUntil);
  const { redis, prefix } = link;
  const letters = openDeadLetterBox(redis, prefix);
  const attempts = createAttempts(link, chosen, ({ job }, { message }) => {
    letters.put(job.attemptId, job.request, message, runtime.now()).catch(() => undefined);
  });
  const ledger = createSharedLedger(link, sharedLimits ?? {});
  const queues = new Map<string, JobQueue>();
  const gates = createSlotGates(link);
  const newcomers = createNewcomers(runtime, chosen.waitForAgentsMs);
  const stopAudit = repeat(runtime, auditMs, attempts.audit);
  const followers = new Set<() => Promise<void>>();
  let closing: Promise<void> | undefined;

  function openQueue(name: string): JobQueue {
    const known = queues.get(name);
    if (known !== undefined) return known;
    const queue = openJobQueue(link, name, attempts.isWanted);
    queues.set(name, queue);
    return queue;
  }

  async function close(): Promise<void> {
    stopAudit();
    cancelSecondLook?.();
    gates.close();
    attempts.close();
    for (const stopFollowing of followers) void stopFollowing();
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await link.close();
  }

  const engine: BullmqEngine = {
    attach(agent) {
      const { agentType, name, maxConcurrency } = agent;
      const queueName = nameQueue(agentType, name);
      const queue = openQueue(queueName);
      const gate = maxConcurrency === undefined ? undefined : gates.open(queueName, maxConcurrency);
      const run = (host: AttemptHost): Promise<unknown> => attempts.run(queue, gate, host);
      return sharedLimits === undefined ? run : (host) => guardAttempt(ledger, agent, host, run);
    },
    async followAgents(orchestrator) {
      if (closing !== undefined) throw refuseClosed();
      const stop = await followAgents(link, orchestrator, newcomers);
      const stopFollowing = (): Promise<void> => {
        followers.delete(stopFollowing);
        return stop();
      };
      followers.add(stopFollowing);
      // It was closed while it looked.
      if (closing !== undefined) await stopFollowing();
      return stopFollowing;
    },
    whenAbsent: newcomers.whenAbsent,
    close: () => (closing ??= close()),
  };
  return { engine, letters, ledger, ask: link.ask };
}
