import { readdirSync, readFileSync } from "node:fs";
import type { BrowserPool, BrowserRun, CheckedPolicy } from "@convoke/agents-browser";

/** Proportional memory of the browser, in MB; absent where the system does not tell. */
export interface MemoryUse {
  readonly firstMb: number;
  readonly perContextMb: number;
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Every process below this one: the browser and what it started. */
function listDescendants(): string[] {
  const parents = new Map<string, string>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/u.test(name))) {
    const parent = / [A-Z] (?<parent>\d+) /u.exec(readOrNothing(`/proc/${pid}/stat`))?.groups?.["parent"];
    if (parent !== undefined) parents.set(pid, parent);
  }
  const isBelow = (pid: string | undefined): boolean =>
    pid !== undefined && (parents.get(pid) === String(process.pid) || isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow);
}

/** What is shared by processes counts once: the sum of their proportional set sizes. */
function readMegabytes(): number {
  const kilobytes = listDescendants().map((pid) => {
    const size = /^Pss:\s+(?<size>\d+)/mu.exec(readOrNothing(`/proc/${pid}/smaps_rollup`));
    return Number(size?.groups?.["size"] ?? 0);
  });
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Opens one run and then more of them, each with the form in its tab. */
export async function measureMemory(
  pool: BrowserPool,
  policy: CheckedPolicy,
  origin: string,
  more: number,
): Promise<MemoryUse | undefined> {
  if (process.platform !== "linux") return undefined;
  const runs: BrowserRun[] = [];
  const open = async (): Promise<void> => {
    const run = await pool.openRun({ policy, signal: new AbortController().signal });
    runs.push(run);
    await run.page.goto(origin);
  };
  await open();
  const firstMb = readMegabytes();
  for (let count = 0; count < more; count += 1) await open();
  const lastMb = readMegabytes();
  await Promise.all(runs.map((run) => run.close()));
  return { firstMb, perContextMb: (lastMb - firstMb) / more };
}
