import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/**
 * What really happened, in the order in which it happened: all processes of a round append to one file, and the system
 * puts their lines one after the other.
 */
export type SideLine =
  /** An executor begins. */
  | {
      readonly kind: "start";
      readonly taskId: string;
      readonly key: string;
      readonly agent: string;
      readonly attempt: number;
      readonly worker: string;
    }
  /** The work of a step begins. */
  | { readonly kind: "step"; readonly taskId: string; readonly step: string; readonly worker: string }
  /** The executor was told that the step is committed. */
  | { readonly kind: "stepped"; readonly taskId: string; readonly step: string; readonly worker: string }
  /** A coordinator was given a run to begin: it may own it without ever telling of it. */
  | { readonly kind: "given"; readonly runId: string; readonly coordinator: string }
  /** An orchestrator has told of a durable event, which it does after its commit. */
  | {
      readonly kind: "told";
      readonly runId: string;
      readonly sequence: number;
      readonly cursor: number;
      readonly type: string;
      readonly coordinator: string;
    }
  /** The harness has read in the store that the task has settled. */
  | { readonly kind: "settled"; readonly taskId: string }
  /** What was done to the processes. */
  | { readonly kind: "trouble"; readonly what: string };

export interface SideFile {
  append(line: SideLine): void;
  close(): void;
}

export function openSideFile(path: string): SideFile {
  const file = openSync(path, "a");
  return {
    append: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    close: () => closeSync(file),
  };
}

export function readSideFile(path: string): SideLine[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as SideLine);
}
