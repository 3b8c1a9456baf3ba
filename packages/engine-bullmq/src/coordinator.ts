import {
  type Agent,
  type AgentMap,
  Orchestrator,
  type OrchestratorOptions,
  systemRuntime,
} from "@convoke/core";
import { keepTakingOver } from "./coordinator/take-over.ts";
import { watchLeases } from "./coordinator/watch-leases.ts";
import { createDeadLetters, type DeadLetters } from "./dead-letters.ts";
import { type BullmqEngine, createEngine } from "./engine/create-engine.ts";
import type { BullmqEngineOptions } from "./engine/options.ts";
import { checkSharedLimits, type SharedBudget, type SharedBudgetLimits } from "./engine/shared-budget.ts";
import { redisStore, type RedisStore } from "./redis-store.ts";

/** Agents that only workers know: their types are not. */
type NoAgents = Record<never, Agent>;

/** What `createCoordinator` takes: the options of an orchestrator and of its engine. */
export interface CoordinatorOptions<Agents extends AgentMap = AgentMap>
  extends Omit<OrchestratorOptions<Agents>, "engine" | "store">, BullmqEngineOptions {
  /**
   * Limits what all runs of this coordinator together may use; each coordinator counts for itself. A run's own budget goes
   * with the run.
   */
  readonly budget?: OrchestratorOptions["budget"];
  /** Limits what all coordinators of the prefix together may use, kept in Redis; each attempt counts. Give all the same. */
  readonly sharedBudget?: SharedBudgetLimits;
  /** How long a run belongs to this process without a sign of life, in milliseconds. @default 3_000 */
  readonly leaseMs?: number;
  /** Finished runs that the store keeps, newest first. @default as many as their settled tasks allow */
  readonly keepSettledRuns?: number;
}

/** A process that runs plans on workers, and goes on with what another one has left behind. */
export interface Coordinator<Agents extends AgentMap = NoAgents> {
  /** With the option `agents`, the compiler checks inputs and results of its tasks. */
  readonly orchestrator: Orchestrator<Agents>;
  readonly engine: BullmqEngine;
  readonly store: RedisStore;
  readonly deadLetters: DeadLetters;
  /** What all coordinators with the option `sharedBudget` have used. */
  readonly sharedBudget: SharedBudget;
  /** Gives its runs back, so that another coordinator goes on with them at once, and closes every connection. */
  close(): Promise<void>;
}

export type { SharedBudget, SharedBudgetLimits };

/**
 * Creates an orchestrator whose runs are in Redis and whose agents are those that workers announce. Several may share one
 * prefix: each starts runs of its own, and about every second takes up what nobody alive owns.
 *
 * Workers may start later: for 10 seconds (`waitForAgentsMs`) tasks wait for agents that none has announced yet.
 *
 * Rejects with `store_failed` when Redis refuses, or is not reached within 10 seconds, and with `invalid_argument` for options
 * that cannot be used.
 *
 * @example
 * const coordinator = await createCoordinator({ connection: "redis://127.0.0.1:6379" });
 * const task = await coordinator.orchestrator.delegateTask({ agentType: "greeter", description: "World" });
 * await coordinator.close();
 */
export async function createCoordinator<Agents extends AgentMap = NoAgents>(
  options: CoordinatorOptions<Agents>,
): Promise<Coordinator<Agents>> {
  const {
    connection,
    prefix,
    maxPayloadBytes,
    maxRecoveries,
    waitForAgentsMs,
    keepSettledRuns,
    sharedBudget,
    ...rest
  } = options;
  const { runtime, maxSettledTasks, leaseMs = 3_000 } = rest;
  const shared = { connection, ...(prefix !== undefined && { prefix }), ...(runtime && { runtime }) };
  if (sharedBudget !== undefined) checkSharedLimits(sharedBudget);
  const engineOptions = {
    ...shared,
    ...(maxPayloadBytes !== undefined && { maxPayloadBytes }),
    ...(maxRecoveries !== undefined && { maxRecoveries }),
    ...(waitForAgentsMs !== undefined && { waitForAgentsMs }),
  };
  let ownsUntil = (): number => Infinity;
  const { engine, letters, ledger, ask } = createEngine(engineOptions, sharedBudget, () => ownsUntil());
  let store: RedisStore | undefined;
  let orchestrator: Orchestrator | undefined;
  try {
    store = redisStore({
      ...shared,
      ...(maxSettledTasks !== undefined && { maxSettledTasks }),
      ...(keepSettledRuns !== undefined && { keepSettledRuns }),
    });
    const watched = watchLeases(store, runtime ?? systemRuntime, leaseMs);
    ownsUntil = watched.ownsUntil;
    const chosen: OrchestratorOptions = { ...rest, leaseMs, engine, store: watched.store };
    orchestrator = new Orchestrator(chosen) as Orchestrator;
    await store.lastCursor();
    // What coordinators that have died had set aside is spent from now on.
    if (sharedBudget !== undefined) await ask("createCoordinator", ledger.read());
    await engine.followAgents(orchestrator);
  } catch (error) {
    await (orchestrator ?? engine).close().catch(() => undefined);
    await store?.close().catch(() => undefined);
    throw error;
  }
  const stopTakingOver = keepTakingOver(orchestrator, runtime ?? systemRuntime);
  const parts = { orchestrator, engine, store, deadLetters: createDeadLetters(letters, orchestrator, ask) };
  const budget: SharedBudget = {
    read: () => ask("sharedBudget.read", ledger.read()),
    reset: () => ask("sharedBudget.reset", ledger.reset()),
  };
  const coordinator: unknown = join({ ...parts, sharedBudget: budget }, stopTakingOver);
  return coordinator as Coordinator<Agents>;
}

function join(parts: Omit<Coordinator, "close">, stopTakingOver: () => void): Coordinator {
  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    stopTakingOver();
    try {
      await parts.orchestrator.close();
    } finally {
      await parts.store.close();
    }
  }
  return { ...parts, close: () => (closing ??= close()) };
}
