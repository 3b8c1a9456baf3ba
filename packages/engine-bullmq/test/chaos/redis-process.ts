import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Reaper } from "./reaper.ts";

/** A Redis that can be ended in the middle of everything and started again with what it has written. */
export interface RedisProcess {
  readonly port: number;
  /** Ends it; resolves when it has ended. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Starts it again on the same port; resolves when it takes commands. */
  start(): Promise<void>;
}

/**
 * Starts a Redis that has written every change before it answers: with `appendfsync everysec`, Redis answers first when the
 * disk is slow, and what was acknowledged may be lost with the process.
 */
export async function startRedis(folder: string, reaper: Reaper): Promise<RedisProcess> {
  const port = await findFreePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = {
      port: String(port),
      bind: "127.0.0.1",
      save: "",
      appendonly: "yes",
      appendfsync: "always",
      dir: folder,
    };
    const line = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(process.env.CONVOKE_REDIS_SERVER ?? "redis-server", line, {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((resolve, reject) => {
      let told = "";
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`redis-server ended with ${code}:\n${told}`)));
      child.stdout.on("data", (text: Buffer) => {
        told += text.toString();
        if (/Ready to accept connections/i.test(told)) resolve();
      });
    });
    child.stdout.removeAllListeners("data").resume();
    reaper.watch(child);
    server = child;
  }

  await start();
  return {
    port,
    start,
    async end(signal) {
      const child = server;
      if (child === undefined) return;
      server = undefined;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
