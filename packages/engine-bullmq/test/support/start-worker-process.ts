import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { connection } from "./redis.ts";

const program = fileURLToPath(new URL("worker-process.ts", import.meta.url));

/** Starts a worker that hosts the agents of the engine cases, and resolves when it takes work. */
export async function startWorkerProcess(prefix: string) {
  const child = spawn(process.execPath, ["--conditions=@convoke/source", program, connection, prefix], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = exited.then(([code, signal]) => {
    throw new Error(`The worker has ended: ${code ?? signal}`);
  });
  await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => undefined);
  return {
    child,
    /** Asks it to close; resolves with its exit code. */
    async stop(): Promise<number | null> {
      child.kill("SIGTERM");
      return (await exited)[0];
    },
  };
}
