import { chain } from "./chain.ts";
import { children } from "./children.ts";
import { fanOut } from "./fan-out.ts";
import { oneDelegation } from "./one-delegation.ts";
import { vote } from "./vote.ts";
import type { Workload } from "./workload.ts";

/** The workloads, in the order of the table. */
export const workloads = {
  "one-delegation": oneDelegation,
  chain,
  "fan-out": fanOut,
  children,
  vote,
} as const satisfies Readonly<Record<string, Workload>>;

export type WorkloadName = keyof typeof workloads;

export const workloadNames = Object.keys(workloads) as readonly WorkloadName[];

export function isWorkloadName(name: string | undefined): name is WorkloadName {
  return name !== undefined && Object.hasOwn(workloads, name);
}
