import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeFigures } from "./describe-figures.ts";
import { measureDashboard } from "./measure-dashboard.ts";
import { measureMemory } from "./measure-memory.ts";
import { measureReads } from "./measure-reads.ts";
import { measureSubscribers } from "./measure-subscribers.ts";
import { measureThroughput } from "./measure-throughput.ts";
import { findMisses, type ServerFigures } from "./requirements.ts";
import { type ServerProcess, startBare, startConvoke, type StartOptions } from "./start-process.ts";
import { readParts } from "../read-parts.ts";

const parts = [
  "memory-throughput",
  "durable-throughput",
  "reads",
  "subscribers",
  "memory",
  "dashboard",
] as const;
type Part = (typeof parts)[number];

const usage = `What the server bears, from a second process on loopback.

  npx --yes pnpm@12.21.0 --filter @convoke/benchmarks server-load [--only PART[,PART]] [--quick] [--json]

Parts: ${parts.join(", ")}. --quick measures less, for an order of magnitude. Ends with exit code 1 when a requirement
is missed. The dashboard is measured as it is built: run serve, or the server's script build, before.`;

async function main(): Promise<void> {
  const request = readParts(parts, usage);
  if (request === undefined) return;
  const { wanted, quick, json } = request;
  const folder = mkdtempSync(join(tmpdir(), "convoke-load-"));
  try {
    const figures = await measure(wanted, quick, folder);
    const misses = findMisses(figures);
    if (json) console.log(JSON.stringify({ figures, misses }, undefined, 2));
    else {
      console.log(describeFigures(figures));
      console.log(
        misses.length === 0 ? "\nEvery requirement is met." : `\nMissed:\n- ${misses.join("\n- ")}`,
      );
    }
    if (misses.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(wanted: ReadonlySet<Part>, isQuick: boolean, folder: string): Promise<ServerFigures> {
  const load = isQuick
    ? { rounds: 3, requests: 1_500, connections: 32 }
    : { rounds: 9, requests: 6_000, connections: 32 };
  const ifWanted = async <Figure>(part: Part, take: () => Promise<Figure>): Promise<Figure | undefined> =>
    wanted.has(part) ? take() : undefined;
  const beside = (data: string) => async () => {
    const server = await startConvoke({ data });
    const bare = await startBare();
    try {
      return await measureThroughput(server, bare, load);
    } finally {
      await Promise.all([server.stop(), bare.stop()]);
    }
  };
  return {
    memoryThroughput: await ifWanted("memory-throughput", beside("memory")),
    durableThroughput: await ifWanted("durable-throughput", beside(join(folder, "throughput"))),
    reads: await ifWanted("reads", () =>
      withServer("memory", (server) => measureReads(server, isQuick ? 3_000 : 20_000)),
    ),
    subscribers: await ifWanted("subscribers", () =>
      withServer("memory", (server) => measureSubscribers(server, 1_000, isQuick ? 50 : 200)),
    ),
    memory: await ifWanted("memory", () =>
      withServer("memory", (server) => measureMemory(server, isQuick ? 20_000 : 100_000), {
        environment: { CONVOKE_MAX_SETTLED_TASKS: "2000" },
        // Without a limit the collector leaves garbage for as long as there is room, and what is held cannot be seen.
        nodeOptions: ["--max-old-space-size=96"],
      }),
    ),
    dashboard: await ifWanted("dashboard", async () => measureDashboard("pages/overview")),
  };
}

async function withServer<Figure>(
  data: string,
  take: (server: ServerProcess) => Promise<Figure>,
  options: Omit<StartOptions, "data"> = {},
): Promise<Figure> {
  const server = await startConvoke({ data, ...options });
  try {
    return await take(server);
  } finally {
    await server.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
