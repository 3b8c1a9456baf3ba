import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What one task, and one task that is under way, costs each kind of process. */
export interface Costs {
  readonly coordinator: number;
  readonly worker: number;
  readonly redis: number;
}

/** What went through, and how much longer computing took then because the machine had other things to do. */
export interface Point {
  readonly tasksPerSecond: number;
  readonly stretch: number;
}

/** What was measured on one machine: what the simulation begins with, and what it is compared with. */
export interface Calibration {
  /** The command that measured it. */
  readonly command: string;
  /** When, as YYYY-MM-DD. */
  readonly measuredOn: string;
  /** Processor time of one task that does nothing, in microseconds, under load and with runs in Redis. */
  readonly cpuUs: Costs;
  /** Processor time of an attempt that goes on, in microseconds a second: locks that are renewed, looks after it. */
  readonly holdingUs: Costs;
  /** A task that is alone, in milliseconds. */
  readonly roundTripMs: number;
  /** Points that the simulation does not know, in tasks a second. */
  readonly checks: {
    readonly noOp: Point & { readonly inFlight: number; readonly concurrency: number };
    readonly work: {
      readonly workMs: number;
      readonly concurrency: number;
      readonly inFlight: number;
      readonly oneWorker: Point;
      readonly twoWorkers: Point;
    };
  };
}

export const calibrationFile = fileURLToPath(new URL("calibration.json", import.meta.url));

export function readCalibration(): Calibration {
  return JSON.parse(readFileSync(calibrationFile, "utf8")) as Calibration;
}

/** Trips from one process to another on the way of a task. */
const hops = 8;

/** What is left of a lonely task's way when nobody computes, for each trip, in milliseconds. */
export function findHopMs({ cpuUs, roundTripMs }: Calibration): number {
  const computing = (cpuUs.coordinator + cpuUs.worker + cpuUs.redis) / 1_000;
  return Math.max(0, roundTripMs - computing) / hops;
}
