import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the client's process is to do. */
export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  readonly requests: number;
  /** Tasks to read; without, tasks are submitted and waited for. */
  readonly taskIds?: readonly string[];
  /** How many requests are sent a second; as many as are answered when left out. */
  readonly perSecond?: number;
  readonly collectIds?: boolean;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the tasks that were submitted, when they are asked for. */
  readonly taskIds: readonly string[];
}

/** The second process, from which all load comes. */
export interface LoadClient {
  apply(order: LoadOrder): Promise<LoadResult>;
  stop(): void;
}

export function startLoadClient(): LoadClient {
  const child = forkClient(new URL("load-client.ts", import.meta.url));
  return {
    apply: (order) => ask<LoadResult>(child, order),
    stop: () => void child.kill(),
  };
}

export function forkClient(file: URL): ChildProcess {
  return fork(fileURLToPath(file), {
    execArgv: ["--conditions=@convoke/source"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}

/** Sends an order to a process and resolves with its answer; rejects when it failed or ended. */
export function ask<Result>(child: ChildProcess, order: object): Promise<Result> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new Error("The client's process ended."));
    child.once("exit", end);
    child.once("message", (answer: { readonly result?: Result; readonly error?: string }) => {
      child.off("exit", end);
      if (answer.result === undefined) reject(new Error(answer.error));
      else resolve(answer.result);
    });
    child.send(order);
  });
}
