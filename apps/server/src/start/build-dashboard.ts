import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { lockFile } from "./lock-file.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
const built = join(dist, "ui");
/** Beside the build: the hash of the sources that it was made of. */
const stamp = join(dist, "ui.sources");

/** What the dashboard is made of. */
const sources = [
  join(root, "src"),
  join(root, "vite.config.ts"),
  join(root, "package.json"),
  join(root, "../../packages/core/src"),
];

/** Folders of the server that the dashboard may not import. */
const foreign = /^src[\\/](?:agents|data|events|http|routes|settings|start)[\\/]/;

let building: Promise<string> | undefined;

/**
 * Builds the dashboard when it is missing or its sources have changed, and resolves with its folder. Processes that ask at once wait
 * for the one that came first. Rejects with what the build says when it fails.
 *
 * @param tell Called with one line before a build.
 */
export function buildDashboard(tell: (line: string) => void = () => undefined): Promise<string> {
  building ??= build(tell).finally(() => {
    building = undefined;
  });
  return building;
}

async function build(tell: (line: string) => void): Promise<string> {
  if (await isFresh(await hashSources())) return built;
  await mkdir(dist, { recursive: true });
  const lock = await lockFile(join(dist, "ui.lock"), 300_000);
  const fresh = join(dist, "ui.new");
  try {
    // Another process may have built it meanwhile.
    const hash = await hashSources();
    if (await isFresh(hash)) return built;
    tell(existsSync(built) ? "Building the dashboard anew …" : "Building the dashboard …");
    await runVite(fresh);
    await rm(stamp, { force: true });
    await rm(built, { recursive: true, force: true });
    await rename(fresh, built);
    await writeFile(stamp, hash);
    return built;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    lock.release();
  }
}

async function isFresh(hash: string): Promise<boolean> {
  const known = await readFile(stamp, "utf8").catch(() => undefined);
  return known === hash && existsSync(join(built, "index.html"));
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources)
    for (const path of await listFiles(source)) {
      hash.update(`${relative(root, path)}\0`);
      hash.update(await readFile(path));
    }
  return hash.digest("hex");
}

async function listFiles(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !foreign.test(relative(root, file)))
    .sort();
}

/** In a process of its own: what a build needs in memory, the server does not. */
function runVite(outDir: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  const child = spawn(process.execPath, [vite, "build", "--outDir", outDir, "--logLevel", "warn"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-10_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`The dashboard cannot be built:\n${output.trim()}`)),
    );
  });
}
