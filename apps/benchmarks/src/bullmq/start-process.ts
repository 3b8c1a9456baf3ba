import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { readCpuMs, readTurns, type Turns } from "./cpu-time.ts";
import type { Load, Settings, Told } from "./messages.ts";

export type Role = "convoke-worker" | "convoke-coordinator" | "bare-worker" | "bare-producer";

/** One process of a topology. */
export interface Process {
  readonly child: ChildProcess;
  /** Processor time so far, in milliseconds. */
  readCpuMs(): number;
  /** How long it has run, and waited for a core. */
  readTurns(): Turns;
  /** Has work given out, and resolves with the milliseconds that it took. */
  apply(load: Omit<Load, "kind">): Promise<number>;
  /** Resolves when it has told of so much work that has started, from now on. */
  nextStart(count?: number): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** Starts a process and waits until it is ready. */
export async function startProcess(
  role: Role,
  settings: Settings,
  nodeOptions: readonly string[] = [],
): Promise<Process> {
  const path = fileURLToPath(new URL(`processes/${role}.ts`, import.meta.url));
  const child = fork(path, [JSON.stringify(settings)], {
    execArgv: ["--conditions=@convoke/source", ...nodeOptions],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const ended = once(child, "exit");
  async function waitFor<Kind extends Told["kind"]>(
    kind: Kind,
    count = 1,
  ): Promise<Extract<Told, { kind: Kind }>> {
    let left = count;
    const told = Promise.withResolvers<Told>();
    const onMessage = (message: Told): void => {
      if (message.kind === kind && --left === 0) told.resolve(message);
    };
    const onExit = (code: number | null): void => told.reject(new Error(`The ${role} ended with ${code}.`));
    child.on("message", onMessage);
    child.once("exit", onExit);
    try {
      return (await told.promise) as Extract<Told, { kind: Kind }>;
    } finally {
      child.off("message", onMessage);
      child.off("exit", onExit);
    }
  }
  await waitFor("ready");
  return {
    child,
    readCpuMs: () => readCpuMs(child.pid),
    readTurns: () => readTurns(child.pid),
    async apply(load) {
      child.send({ kind: "load", ...load });
      return (await waitFor("done")).elapsedMs;
    },
    async nextStart(count = 1) {
      await waitFor("started", count);
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
