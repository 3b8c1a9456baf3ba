import type { AgentDescriptor, Amount, AttemptHost } from "@convoke/core";
import { createUnknownEstimateError, type SharedBudgetLimits, type SharedLedger } from "./shared-budget.ts";
import { createSharedEnvelope, type SharedEnvelope } from "./shared-envelope.ts";

/**
 * Runs an attempt under the shared budget: its agent's estimate is set aside before it is dispatched, and what it has used is
 * booked at its end. Rejects with `budget_exceeded` when there is no room.
 */
export async function guardAttempt(
  ledger: SharedLedger,
  agent: AgentDescriptor,
  host: AttemptHost,
  run: (host: AttemptHost) => Promise<unknown>,
): Promise<unknown> {
  const { request, signal } = host;
  const estimate = estimateAttempt(ledger.limits, agent, request.capability);
  const reserved = ledger.reserve(estimate, request.attempt === 1 ? 1 : 0);
  try {
    await untilAborted(reserved, signal);
  } catch (error) {
    // Nobody waits for it any more, whether or not it is granted.
    if (signal.aborted)
      reserved.then(() => ledger.book(estimate, { costUsd: 0, tokens: 0 })).catch(() => undefined);
    throw error;
  }
  const envelope = createSharedEnvelope(ledger, estimate);
  try {
    return await run(guardHost(host, envelope));
  } finally {
    envelope.close();
  }
}

/** What to set aside for an attempt. Throws `budget_exceeded` when something is limited that nobody has estimated. */
function estimateAttempt(
  { maxCostUsd, maxTokens, assumeCostUsd, assumeTokens }: SharedBudgetLimits,
  { name, capabilities }: AgentDescriptor,
  capability: string | undefined,
): Required<Amount> {
  const named = capabilities.filter((each) => each.name === capability);
  const likely = named.length > 0 ? named : capabilities;
  const costUsd = greatestGiven(likely.map(({ costEstimate }) => costEstimate)) ?? assumeCostUsd;
  const tokens = greatestGiven(likely.map(({ tokenEstimate }) => tokenEstimate)) ?? assumeTokens;
  if (costUsd === undefined && maxCostUsd !== undefined && maxCostUsd !== Infinity) {
    throw createUnknownEstimateError("maxCostUsd", maxCostUsd, name);
  }
  if (tokens === undefined && maxTokens !== undefined && maxTokens !== Infinity) {
    throw createUnknownEstimateError("maxTokens", maxTokens, name);
  }
  return { costUsd: costUsd ?? 0, tokens: tokens ?? 0 };
}

/** `undefined` when one is missing: the greatest of a list with a hole is not known. */
function greatestGiven(values: readonly (number | undefined)[]): number | undefined {
  const given = values.filter((value) => value !== undefined);
  return given.length === 0 || given.length < values.length ? undefined : Math.max(...given);
}

function guardHost(host: AttemptHost, envelope: SharedEnvelope): AttemptHost {
  return {
    signal: host.signal,
    get request() {
      return host.request;
    },
    get previous() {
      return host.previous;
    },
    report: (progress) => host.report(progress),
    delegate: (spec) => host.delegate(spec),
    findAgents: (query) => host.findAgents(query),
    recall: (key) => host.recall(key),
    remember: (key, value) => host.remember(key, value),
    waitFor: (key) => host.waitFor(key),
    async reserve(amount) {
      const ticket = await host.reserve(amount);
      try {
        await envelope.draw(ticket);
      } catch (error) {
        await host.settle(ticket, {});
        throw error;
      }
      return ticket;
    },
    settle(ticket, actual) {
      const settled = host.settle(ticket, actual);
      envelope.settle(ticket, actual);
      return settled;
    },
  };
}

function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
