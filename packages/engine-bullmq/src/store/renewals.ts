import type { Lease } from "@convoke/core";
import type { Link, Reply } from "./link.ts";
import { toLeaseArguments } from "./to-arguments.ts";

/** Leases that one call extends at most: Redis does nothing else meanwhile. */
const sliceSize = 200;

interface Renewal {
  readonly lease: Lease;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Returns what extends leases: those of one turn go together, since a process with many runs extends all of them at once,
 * about every second.
 */
export function createRenewals(link: Link): (lease: Lease) => Promise<Reply> {
  let coming: Renewal[] = [];

  async function send(renewals: readonly Renewal[]): Promise<void> {
    try {
      const args = renewals.flatMap(({ lease }) => toLeaseArguments(lease));
      const [, ...replies] = await link.write("renew", [String(renewals.length), ...args]);
      for (const [index, { resolve }] of renewals.entries()) resolve(replies[index] as Reply);
    } catch (error) {
      for (const { reject } of renewals) reject(error);
    }
  }

  function flush(): void {
    const renewals = coming;
    coming = [];
    for (let from = 0; from < renewals.length; from += sliceSize) {
      void send(renewals.slice(from, from + sliceSize));
    }
  }

  return (lease) =>
    new Promise((resolve, reject) => {
      if (coming.push({ lease, resolve, reject }) === 1) queueMicrotask(flush);
    });
}
