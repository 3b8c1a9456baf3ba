import { type ChildProcess, fork } from "node:child_process";
import { openSync, closeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command, ProgramOptions, Reply } from "./messages.ts";
import { openProxy, type Proxy } from "./proxy.ts";
import type { Reaper } from "./reaper.ts";

export type ProgramName = "worker" | "coordinator";

/** A process of a round, and the network that it has. */
export interface Hosted {
  readonly name: string;
  readonly program: ProgramName;
  readonly proxy: Proxy;
  /** Resolves when it is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly isAlive: boolean;
  send(command: Command): void;
  signal(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
}

export interface HostedOptions extends Omit<ProgramOptions, "port"> {
  readonly program: ProgramName;
  readonly redisPort: number;
  readonly logPath: string;
  readonly reaper: Reaper;
  onReply(hosted: Hosted, reply: Reply): void;
}

/** Starts a program of this folder in a process of its own, behind a network of its own. */
export async function startHosted(hostedOptions: HostedOptions): Promise<Hosted> {
  const { program, redisPort, logPath, reaper, onReply, ...options } = hostedOptions;
  const proxy = await openProxy(redisPort);
  const log = openSync(logPath, "a");
  const file = fileURLToPath(new URL(`programs/${program}.ts`, import.meta.url));
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const child: ChildProcess = fork(file, [JSON.stringify({ ...options, port: proxy.port })], {
    execArgv: ["--conditions=@convoke/source"],
    env: environment,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  reaper.watch(child);
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  let isAlive = true;
  const hosted: Hosted = {
    name: options.name,
    program,
    proxy,
    ready: ready.promise,
    ended: new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        isAlive = false;
        ready.reject(new Error(`${options.name} ended with ${signal ?? code} before it was ready`));
        void proxy.close();
        resolve(signal ?? code ?? "unknown");
      });
    }),
    get isAlive() {
      return isAlive;
    },
    send(command) {
      // Of one that has just ended, the exit is told soon; what it was asked for is asked of another one then.
      if (child.connected) child.send(command, () => undefined);
    },
    signal(signal) {
      if (isAlive) child.kill(signal);
    },
  };
  child.on("message", (reply: Reply) => {
    if (reply.kind === "ready") ready.resolve();
    onReply(hosted, reply);
  });
  return hosted;
}
