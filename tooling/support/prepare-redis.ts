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

const leastVersion = 7;
const advice = `Install redis-server (${leastVersion} or later), or name its program in CONVOKE_REDIS_SERVER.`;

/**
 * Runs the server in place of the shell, and beside it a watcher that ends it, and removes its folder, as soon as the pipe
 * that is its standard input ends: also when the tests are killed, so that nothing of them is left behind.
 */
const watched = `
exec 3<&0
{ cat <&3; kill "$$"; rm -rf "$1"; } >/dev/null 2>&1 &
shift
exec 3<&-
exec "$@" </dev/null`;

/** Says what is wrong with a program, if it is not a server that the tests can use. */
async function findFault(program: string): Promise<string | undefined> {
  let stdout: string;
  try {
    ({ stdout } = await promisify(execFile)(program, ["--version"]));
  } catch (error) {
    return `${program} cannot be started (${(error as Error).message}).`;
  }
  const version = /\bv=(\d+)[.\d]*/.exec(stdout);
  if (version !== null && Number(version[1]) >= leastVersion) return undefined;
  return `${program} is ${version === null ? "no Redis that tells its version" : `version ${version[0].slice(2)}`}.`;
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
 * Starts a Redis of the tests' own, and names its socket in `CONVOKE_TEST_REDIS`, which the test processes inherit. All
 * projects of a run share it: the first one starts and ends it.
 *
 * Where there is none and none can be installed, tests that need it are skipped and say so; in continuous integration that
 * is an error.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CONVOKE_TEST_REDIS) return undefined;
  if (findRedis() === undefined) await installRedis().catch(() => undefined);
  const program = findRedis();
  const fault = program === undefined ? "There is none." : await findFault(program);
  if (program === undefined || fault !== undefined) {
    if (process.env.CI) throw new Error(`The tests need Redis. ${fault} ${advice}`);
    process.stderr.write(`Tests that need Redis are skipped. ${fault} ${advice}\n`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "convoke-redis-"));
  const socket = join(folder, "redis.sock");
  const settings = { port: "0", unixsocket: socket, save: "", appendonly: "no", dir: folder };
  const line = [program, ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])];
  // A group of its own: whoever interrupts the tests in a terminal must not interrupt the watcher.
  const server = spawn("sh", ["-c", watched, "sh", folder, ...line], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
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
  server.stdout.removeAllListeners("data").resume();
  process.env.CONVOKE_TEST_REDIS = socket;
  // Tests that start and end servers of their own take the same program.
  process.env.CONVOKE_REDIS_SERVER ??= program;
  return async () => {
    delete process.env.CONVOKE_TEST_REDIS;
    server.stdin.end();
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
}
