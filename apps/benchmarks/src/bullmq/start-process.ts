import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { readCpuMs } from "./cpu-time.ts";
import type { Load, Settings, Told } from "./messages.ts";

export type Role = "convoke-worker" | "convoke-coordinator" | "bare-worker" | "bare-producer";

/** One process of a topology. */
export interface Process {
  readonly child: ChildProcess;
  /** Processor time so far, in milliseconds. */
  readCpuMs(): number;
  /** Has work given out, and resolves with the milliseconds that it took. */
  apply(load: Omit<Load, "kind">): Promise<number>;
  /** Resolves when it tells of work that has started. */
  nextStart(): Promise<void>;
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
  const waitFor = async <Kind extends Told["kind"]>(kind: Kind): Promise<Extract<Told, { kind: Kind }>> => {
    const told = Promise.withResolvers<Told>();
    const onMessage = (message: Told): void => {
      if (message.kind === kind) told.resolve(message);
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
  };
  await waitFor("ready");
  return {
    child,
    readCpuMs: () => readCpuMs(child.pid),
    async apply(load) {
      child.send({ kind: "load", ...load });
      return (await waitFor("done")).elapsedMs;
    },
    async nextStart() {
      await waitFor("started");
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
