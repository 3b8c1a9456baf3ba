import type { Chance } from "./random.ts";

/** What is done to the processes of a round; a target is a place, whoever has it at that time. */
export type Trouble =
  /** SIGKILL; another process takes the place at once. */
  | { readonly kind: "kill"; readonly target: Target }
  /** SIGSTOP, and SIGCONT later than any lease lasts. */
  | { readonly kind: "pause"; readonly target: Target; readonly ms: number }
  /** Connections are reset, and new ones refused for a time. */
  | { readonly kind: "cut"; readonly target: Target; readonly ms: number }
  /** Nothing gets through, and nobody is told, for a time. */
  | { readonly kind: "stall"; readonly target: Target; readonly ms: number }
  | { readonly kind: "restart-redis"; readonly signal: "SIGTERM" | "SIGKILL"; readonly ms: number }
  /** A job is added once more under another id. */
  | { readonly kind: "repeat-job"; readonly of: "open" | "settled" }
  /** A job that a worker is busy with is delivered to another one, too. */
  | { readonly kind: "move-back" };

export interface Target {
  readonly program: "worker" | "coordinator";
  readonly place: number;
}

/** A trouble, and the submission before which it comes. */
export interface PlannedTrouble {
  readonly before: number;
  readonly trouble: Trouble;
}

export const workers = 3;
export const coordinators = 2;

/** Leases, locks and signs of life last 3 s; so long, that others have taken over what was held. */
const longerThanLeases = [4_500, 6_000] as const;

/** Every kind of trouble at least once, in an order of chance, over the first part of `submissions`. */
export function createTroubles(chance: Chance, submissions: number): PlannedTrouble[] {
  const worker = (): Target => ({ program: "worker", place: chance.between(0, workers - 1) });
  const coordinator = (): Target => ({ program: "coordinator", place: chance.between(0, coordinators - 1) });
  const either = (): Target => (chance.next() < 0.5 ? worker() : coordinator());
  const pauseMs = (): number => chance.between(...longerThanLeases);
  const troubles: Trouble[] = [
    { kind: "kill", target: worker() },
    { kind: "kill", target: coordinator() },
    { kind: "kill", target: either() },
    { kind: "pause", target: worker(), ms: pauseMs() },
    { kind: "pause", target: coordinator(), ms: pauseMs() },
    { kind: "cut", target: either(), ms: chance.between(200, 4_500) },
    { kind: "stall", target: worker(), ms: chance.between(500, 5_000) },
    // What it had sent arrives when others have taken over.
    { kind: "stall", target: coordinator(), ms: pauseMs() },
    { kind: "restart-redis", signal: "SIGTERM", ms: chance.between(0, 600) },
    { kind: "restart-redis", signal: "SIGKILL", ms: chance.between(0, 600) },
    { kind: "repeat-job", of: "open" },
    { kind: "repeat-job", of: "open" },
    { kind: "repeat-job", of: "settled" },
    { kind: "repeat-job", of: "settled" },
    { kind: "move-back" },
    { kind: "move-back" },
  ];
  const first = Math.floor(submissions * 0.05);
  const last = Math.floor(submissions * 0.9);
  const places = troubles.map(() => chance.between(first, last)).sort((one, other) => one - other);
  return chance.shuffle(troubles).map((trouble, index) => ({ before: places[index]!, trouble }));
}

export function describeTrouble(trouble: Trouble): string {
  switch (trouble.kind) {
    case "kill":
      return `kill ${describeTarget(trouble.target)}`;
    case "pause":
    case "cut":
    case "stall":
      return `${trouble.kind} ${describeTarget(trouble.target)} for ${trouble.ms} ms`;
    case "restart-redis":
      return `end Redis with ${trouble.signal}, start it after ${trouble.ms} ms`;
    case "repeat-job":
      return `repeat a job of ${trouble.of === "open" ? "an open" : "a settled"} task`;
    case "move-back":
      return "move a job back that is being worked on";
  }
}

const describeTarget = ({ program, place }: Target): string => `${program} ${place}`;
