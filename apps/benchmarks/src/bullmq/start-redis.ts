import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCpuMs, readTurns, type Turns } from "./cpu-time.ts";

/** A Redis of the benchmark's own, which keeps nothing. */
export interface RedisProcess {
  /** Path of its socket. */
  readonly connection: string;
  /** Processor time so far, in milliseconds. */
  readCpuMs(): number;
  /** How long it has run, and waited for a core. */
  readTurns(): Turns;
  stop(): Promise<void>;
}

/** Starts the program that `CONVOKE_REDIS_SERVER` names, or `redis-server`. */
export async function startRedis(): Promise<RedisProcess> {
  const folder = await mkdtemp(join(tmpdir(), "convoke-redis-"));
  const connection = join(folder, "redis.sock");
  const settings = [
    "--port",
    "0",
    "--unixsocket",
    connection,
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    folder,
  ];
  const server = spawn(process.env.CONVOKE_REDIS_SERVER || "redis-server", settings, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let told = "";
    server.once("error", (error) =>
      reject(
        new Error(`redis-server does not start: install Redis 7, or name it in CONVOKE_REDIS_SERVER.`, {
          cause: error,
        }),
      ),
    );
    server.once("exit", (code) => reject(new Error(`redis-server ended with ${code}:\n${told}`)));
    server.stdout.on("data", (text: Buffer) => {
      told = `${told}${text.toString()}`.slice(-10_000);
      if (told.includes("eady to accept connections")) resolve();
    });
  });
  return {
    connection,
    readCpuMs: () => readCpuMs(server.pid),
    readTurns: () => readTurns(server.pid),
    async stop() {
      server.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
