import { ErrorCode, type Lease, type TaskRecord } from "@convoke/core";
import { swallow, type StoreMutant, type Subject } from "./store-mutant.ts";

/** Changes the recoveries that `claim` answers with. */
function alterClaims(healthy: Subject, change: (lease: Lease) => number): Pick<Subject, "claim"> {
  return {
    claim: async (...claim) =>
      (await healthy.claim(...claim)).map((lease) => ({ ...lease, recoveries: change(lease) })),
  };
}

/** Hands on commits with tasks that look as `change` says, so that progress is seen where there is none, or none at all. */
function alterTasks(healthy: Subject, change: (record: TaskRecord) => TaskRecord): Pick<Subject, "commit"> {
  return {
    commit: (lease, writes) => healthy.commit(lease, { ...writes, tasks: writes.tasks?.map(change) }),
  };
}

const setStatus =
  (status: TaskRecord["task"]["status"]) =>
  (record: TaskRecord): TaskRecord => ({ ...record, task: { ...record.task, status } });

/** Stores that break what giving back and counting recoveries promise. */
export const releaseMutants: Readonly<Record<string, StoreMutant>> = {
  "release gives a run back at once": () => ({ release: async () => {} }),
  "release ends the right to write": (healthy) => {
    // Gives back at the next claim only, so that the lease goes on meanwhile.
    const released: Lease[] = [];
    return {
      release: async (lease) => void released.push(lease),
      async claim(...claim) {
        for (const lease of released.splice(0)) await healthy.release(lease);
        return healthy.claim(...claim);
      },
    };
  },
  "release refuses a lost lease": (healthy) => ({
    release: (lease) => swallow(healthy.release(lease), ErrorCode.LEASE_LOST, undefined),
  }),
  "a released run counts no recovery": (healthy) => alterClaims(healthy, ({ fence }) => fence - 1),
  "a lost owner counts a recovery": (healthy) => {
    const released = new Set<string>();
    return {
      async release(lease) {
        await healthy.release(lease);
        released.add(lease.runId);
      },
      ...alterClaims(healthy, ({ runId, recoveries }) => (released.has(runId) ? 0 : recoveries)),
    };
  },
  "an owner that lives counts no recovery": (healthy) => alterClaims(healthy, ({ fence }) => fence - 1),
  "progress sets recoveries back": (healthy) =>
    alterTasks(healthy, (record) =>
      record.task.status === "cancelled" ? setStatus("in_progress")(record) : record,
    ),
  "a wait for an answer is progress": (healthy) => ({
    commit: (lease, writes) =>
      healthy.commit(lease, {
        ...writes,
        events: writes.events?.map((record) => ({
          ...record,
          event: { ...(record.event as object), type: "x" },
        })),
      }),
  }),
  "work that goes on is no progress": (healthy) => alterTasks(healthy, setStatus("completed")),
  "renew tells the recoveries": (healthy) => ({
    renew: async (lease) => ({ ...(await healthy.renew(lease)), recoveries: lease.recoveries }),
  }),
};
