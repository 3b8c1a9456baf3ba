import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** The program of the server: what the environment names, else what is on the PATH. */
function findRedis(): string | undefined {
  const named = process.env.CONVOKE_REDIS_SERVER;
  if (named) return named;
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "redis-server"))
    .find((path) => existsSync(path));
}

/** Installs Debian's package, where that can be done without asking anybody. */
async function installRedis(): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/usr/bin/apt-get")) return;
  const run = promisify(execFile);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env });
  await run("apt-get", ["install", "-y", "--no-install-recommends", "redis-server"], { env });
}

/**
 * Starts a Redis of the tests' own, and names its socket in `CONVOKE_TEST_REDIS`, which the test processes inherit.
 *
 * Where there is none and none can be installed, tests that need it are skipped and say so; in continuous integration that
 * is an error.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CONVOKE_TEST_REDIS) return undefined;
  if (findRedis() === undefined) await installRedis().catch(() => undefined);
  const program = findRedis();
  if (program === undefined) {
    const advice = "Install redis-server (7 or later), or name it in CONVOKE_REDIS_SERVER.";
    if (process.env.CI) throw new Error(`The tests need Redis. ${advice}`);
    process.stderr.write(`Tests that need Redis are skipped. ${advice}\n`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "convoke-redis-"));
  const socket = join(folder, "redis.sock");
  const settings = [
    "--port",
    "0",
    "--unixsocket",
    socket,
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    folder,
  ];
  const server = spawn(program, settings, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
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
  process.env.CONVOKE_TEST_REDIS = socket;
  return async () => {
    delete process.env.CONVOKE_TEST_REDIS;
    server.kill("SIGTERM");
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
}
