import type { Contestant } from "./contestant.ts";

/** Loaded when asked for, so that a process holds the code of one contestant only. */
const loaders = {
  "plain-promises": () => import("./plain-promises.ts"),
  fastq: () => import("./fastq.ts"),
  "p-queue": () => import("./p-queue.ts"),
  convoke: () => import("./convoke.ts"),
  "convoke-early-stop": () => import("./convoke-early-stop.ts"),
  "convoke-durable": () => import("./convoke-durable.ts"),
} as const;

export type ContestantName = keyof typeof loaders;

export const contestantNames = Object.keys(loaders) as readonly ContestantName[];

export function isContestantName(name: string | undefined): name is ContestantName {
  return name !== undefined && Object.hasOwn(loaders, name);
}

export async function loadContestant(name: ContestantName): Promise<Contestant> {
  return (await loaders[name]()).createContestant();
}
