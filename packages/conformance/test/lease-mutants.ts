import { ErrorCode, OrchestrationError, type Lease } from "@convoke/core";
import { swallow, trackLeases, type StoreMutant } from "./store-mutant.ts";

const anyLease: Lease = { runId: "r", owner: "owner-1", fence: 1, expiresAt: 1, recoveries: 0 };

/** Stores that break what opening, claiming and renewing promise. */
export const leaseMutants: Readonly<Record<string, StoreMutant>> = {
  "open grants a lease": (healthy) => ({
    async open(run, owner, leaseMs) {
      const lease = await healthy.open(run, owner, leaseMs);
      return { ...lease, expiresAt: lease.expiresAt + leaseMs };
    },
  }),
  "open remembers the plan": (healthy) => ({
    open: (run, owner, leaseMs) => healthy.open({ ...run, plan: "see elsewhere" }, owner, leaseMs),
  }),
  "open refuses an unfinished run's id": (healthy) => ({
    open: (...run) => swallow(healthy.open(...run), ErrorCode.DUPLICATE_TASK, anyLease),
  }),
  "open refuses a finished run's id": (healthy) => ({
    async open(run, owner, leaseMs) {
      const known = await healthy.load(run.runId);
      return known?.status === "completed" ? anyLease : healthy.open(run, owner, leaseMs);
    },
  }),
  "open lets one of many have an id": (healthy) => ({
    async open(run, owner, leaseMs) {
      const known = await healthy.load(run.runId);
      if (known !== undefined) return healthy.open(run, owner, leaseMs);
      return swallow(healthy.open(run, owner, leaseMs), ErrorCode.DUPLICATE_TASK, { ...anyLease, owner });
    },
  }),
  "load knows no unknown run": (healthy) => ({
    async load(runId) {
      const { items } = await healthy.query({ kind: "runs" });
      const found = items.find((item) => "runId" in item && item.runId.startsWith(runId));
      return found !== undefined && "runId" in found ? healthy.load(found.runId) : undefined;
    },
  }),
  "claim leaves living owners alone": (healthy, context) => ({
    claim(owner, leaseMs, limit) {
      context.skewMs = leaseMs;
      return healthy.claim(owner, leaseMs, limit);
    },
  }),
  "claim takes over with a greater fence": (healthy) => ({
    async claim(owner, leaseMs, limit) {
      const leases = await healthy.claim(owner, leaseMs, limit);
      return leases.map((lease) => ({ ...lease, fence: 1 }));
    },
  }),
  "claim grants a lease of the length asked for": (healthy) => ({
    claim: (owner, _leaseMs, limit) => healthy.claim(owner, 1_000, limit),
  }),
  "claim takes the oldest first": (healthy) => ({
    claim: async (...claim) => [...(await healthy.claim(...claim))].reverse(),
  }),
  "claim keeps to its limit": (healthy) => ({
    claim: (owner, leaseMs) => healthy.claim(owner, leaseMs, 100),
  }),
  "claim leaves finished runs alone": (healthy) => ({
    async claim(owner, leaseMs, limit) {
      const { items } = await healthy.query({ kind: "runs", status: "completed" });
      const finished = items.map((item) => ({
        ...anyLease,
        owner,
        runId: "runId" in item ? item.runId : "",
      }));
      return [...finished, ...(await healthy.claim(owner, leaseMs, limit))];
    },
  }),
  "concurrent claims share no run": (healthy) => {
    let first: Promise<readonly Lease[]> | undefined;
    return { claim: (...claim) => (first ??= healthy.claim(...claim)) };
  },
  "renew extends from now": (healthy) => ({
    async renew(lease) {
      await healthy.renew(lease);
      return { ...lease, expiresAt: lease.expiresAt + 1_000 };
    },
  }),
  "renew keeps others away": (_, { clock }) => ({
    renew: async (lease) => ({ ...lease, expiresAt: clock.now() + 1_000 }),
  }),
  "renew refuses a lost lease": (healthy) => ({
    renew: (lease) => swallow(healthy.renew(lease), ErrorCode.LEASE_LOST, lease),
  }),
  "an owner may take over from itself": (healthy) => {
    const { newest, ...methods } = trackLeases(healthy);
    return {
      ...methods,
      commit(lease, writes) {
        const current = newest.get(lease.runId) ?? lease;
        return healthy.commit(current.owner === lease.owner ? current : lease, writes);
      },
    };
  },
  "an ended lease still writes until a take-over": (healthy, { clock }) => ({
    async commit(lease, writes) {
      if (lease.expiresAt < clock.now()) throw new OrchestrationError(ErrorCode.LEASE_LOST, "too late");
      return healthy.commit(lease, writes);
    },
  }),
  "commit refuses an old fence": (healthy) => {
    const { newest, ...methods } = trackLeases(healthy);
    return {
      ...methods,
      commit: (lease, writes) => healthy.commit(newest.get(lease.runId) ?? lease, writes),
    };
  },
};
