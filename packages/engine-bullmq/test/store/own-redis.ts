import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Redis of a test's own, which may be killed and started again on the same files. */
export interface OwnRedis {
  readonly socket: string;
  start(): Promise<void>;
  /** Ends it without giving it time for anything. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a Redis that appends to a file before it answers. */
export async function startOwnRedis(): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), "convoke-own-redis-"));
  const socket = join(folder, "redis.sock");
  const program = process.env.CONVOKE_REDIS_SERVER ?? "redis-server";
  const settings = [
    "--port",
    "0",
    "--unixsocket",
    socket,
    "--save",
    "",
    "--appendonly",
    "yes",
    "--dir",
    folder,
  ];
  let kill: () => Promise<void> = async () => undefined;

  async function start(): Promise<void> {
    const server = spawn(program, settings, { stdio: ["ignore", "pipe", "inherit"] });
    const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
    kill = async () => {
      server.kill("SIGKILL");
      await exited;
    };
    await new Promise<void>((resolve, reject) => {
      let told = "";
      server.once("error", reject);
      server.once("exit", (code) => reject(new Error(`redis-server ended with exit code ${code}:\n${told}`)));
      server.stdout.on("data", (text: Buffer) => {
        told += text.toString();
        if (/Ready to accept connections/i.test(told)) resolve();
      });
    });
    server.stdout.resume();
  }

  await start();
  return {
    socket,
    start,
    kill: () => kill(),
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
