import type { Lease, Runtime } from "@convoke/core";
import type { RedisStore } from "../redis-store.ts";

/** A store, and what is known of the leases that it has granted here. */
export interface WatchedStore {
  readonly store: RedisStore;
  /** Until when all of them are sure to last, by the clock of `runtime`, those included that are being granted. */
  ownsUntil(): number;
}

interface Held {
  readonly fence: number;
  readonly leaseMs: number;
  lastsUntil: number;
  /** Nobody extends it any more. */
  isLeft: boolean;
}

/**
 * Notes when the leases of a process end that were asked for through `store`. One that has ended without an answer counts
 * no longer: it was nobody's for a moment, and whoever relies on `ownsUntil` was told so before.
 */
export function watchLeases(store: RedisStore, runtime: Runtime, leaseMs: number): WatchedStore {
  const held = new Map<string, Held>();
  /** When those that are under way will end at the earliest. */
  const coming = new Set<{ readonly lastsUntil: number }>();

  async function obtain<Answer>(
    termMs: number,
    ask: () => Promise<Answer>,
    list: (answer: Answer) => readonly Lease[],
  ): Promise<Answer> {
    const grant = { lastsUntil: runtime.now() + termMs };
    coming.add(grant);
    try {
      const answer = await ask();
      for (const { runId, fence } of list(answer)) {
        held.set(runId, { fence, leaseMs: termMs, lastsUntil: grant.lastsUntil, isLeft: false });
      }
      return answer;
    } finally {
      coming.delete(grant);
    }
  }

  const find = ({ runId, fence }: Lease): Held | undefined => {
    const entry = held.get(runId);
    return entry?.fence === fence ? entry : undefined;
  };

  /** It lasts as long as it does, but nobody goes on under it: a refusal is the end of it. */
  async function orLeave<Answer>(lease: Lease, asked: Promise<Answer>): Promise<Answer> {
    try {
      return await asked;
    } catch (error) {
      const entry = find(lease);
      if (entry !== undefined) entry.isLeft = true;
      throw error;
    }
  }

  const watched: RedisStore = {
    ...store,
    open: (run, owner, termMs) =>
      obtain(
        termMs,
        () => store.open(run, owner, termMs),
        (lease) => [lease],
      ),
    claim: (owner, termMs, limit) =>
      obtain(
        termMs,
        () => store.claim(owner, termMs, limit),
        (leases) => leases,
      ),
    async renew(lease) {
      const askedAt = runtime.now();
      const renewed = await orLeave(lease, store.renew(lease));
      const entry = find(lease);
      if (entry !== undefined) entry.lastsUntil = Math.max(entry.lastsUntil, askedAt + entry.leaseMs);
      return renewed;
    },
    async commit(lease, writes) {
      const receipt = await orLeave(lease, store.commit(lease, writes));
      if (writes.run !== undefined && find(lease) !== undefined) held.delete(lease.runId);
      return receipt;
    },
    release(lease) {
      if (find(lease) !== undefined) held.delete(lease.runId);
      return store.release(lease);
    },
  };

  return {
    store: watched,
    ownsUntil() {
      const now = runtime.now();
      let least = now + leaseMs;
      for (const [runId, { lastsUntil, isLeft }] of held) {
        if (lastsUntil > now) least = Math.min(least, lastsUntil);
        else if (isLeft) held.delete(runId);
      }
      for (const { lastsUntil } of coming) if (lastsUntil > now) least = Math.min(least, lastsUntil);
      return least;
    },
  };
}
