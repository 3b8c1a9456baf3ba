import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import type { AgentList } from "../src/api/agent.ts";
import { type ServerProcess, startProcess } from "./start-process.ts";

const example = fileURLToPath(new URL("../../../examples/third-party-agent/src/index.ts", import.meta.url));

/** Agents: one leaves a line each time it works, one is stuck in the first life of the server, one leaves an error that nobody catches. */
const configuration = `
import { appendFileSync } from "node:fs";
const base = { description: "Tests", capabilities: [] };
export default {
  plugIns: ["convoke-agent-links", "./broken.mjs"],
  agents: [
    { ...base, agentType: "marker", name: "Marker", executor: () => (appendFileSync("marks", "x"), "marked") },
    { ...base, agentType: "stuck", name: "Stuck",
      executor: (task, { signal }) => process.env.LIFE === "2" ? "freed" : new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason))),
      close: async () => process.env.HANG && new Promise(() => undefined) },
    { ...base, agentType: "stray", name: "Stray", executor: () => {
      queueMicrotask(() => { throw new Error("Nobody catches it"); });
      return process.env.LIFE === "2" ? "came through" : new Promise(() => undefined);
    } },
  ],
};`;

const processes: ServerProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "convoke-server-"));
  folders.push(folder);
  const files = {
    "convoke.config.ts": configuration,
    "broken.mjs": "throw new Error('No such service');",
    // A package that only an import finds, as most agents are.
    "node_modules/convoke-agent-links/package.json":
      '{ "type": "module", "exports": { ".": { "import": "./index.js" } } }',
    "node_modules/convoke-agent-links/index.js": `export { agents } from ${JSON.stringify(example)};`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function start(folder: string, environment: Record<string, string> = {}): ServerProcess {
  const started = startProcess(folder, environment);
  processes.push(started);
  return started;
}

async function get(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

/** Reads a stream of events until its text holds what is waited for, or it ends. */
async function readUntil(url: string, text: string): Promise<string> {
  const response = await fetch(url);
  let read = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    read += chunk;
    if (read.includes(text)) break;
  }
  return read;
}

test("a run survives the sudden end of its server, and goes on in the next without what was done", async () => {
  const folder = createFolder();
  const first = start(folder);
  const url = await first.listening();

  const { items, failedPlugIns } = (await get(`${url}/api/agents`)) as AgentList;
  expect(items.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["Main Agent", "Knowledge Agent", "Marker", "Stuck", "Link Checker"]),
  );
  expect(failedPlugIns).toEqual([{ plugIn: "./broken.mjs", message: "No such service" }]);

  const tasks = ["marker", "stuck"].map((agentType) => ({ agentType, description: agentType }));
  const response = await fetch(`${url}/api/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ plan: { strategy: "sequential", tasks } }),
  });
  const { runId } = (await response.json()) as { runId: string };
  await readUntil(`${url}/api/runs/${runId}/events?after=0`, '"agentName":"Stuck"');
  const stray = await fetch(`${url}/api/tasks`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: "stray", agentType: "stray", description: "Throws where nobody catches it" }),
  });
  expect(stray.status).toBe(202);
  await first.seen("Nobody catches it");

  const second = start(folder);
  const wrong = start(folder, { CONVOKE_PORT: "many", CONVOKE_TOKEN: "short-one", CONVOKE_HOST: "0.0.0.0" });
  expect(await second.ended).toBe(4);
  expect(second.output).toContain("Another server is running on the data folder");
  expect(second.output).not.toContain("    at ");
  expect(await wrong.ended).toBe(2);
  expect(wrong.output).toContain('CONVOKE_PORT is "many"');
  expect(wrong.output).toContain("CONVOKE_TOKEN is a secret of 9 characters");
  expect(wrong.output).not.toContain("short-one");

  first.child.kill("SIGKILL");
  expect(await first.ended).toBe("SIGKILL");
  const next = start(folder, { LIFE: "2" });
  const nextUrl = await next.listening();
  await readUntil(`${nextUrl}/api/runs/${runId}/events?after=0`, '"run-settled"');
  expect(await get(`${nextUrl}/api/runs/${runId}`)).toMatchObject({
    run: { status: "completed", tasks: { completed: 2 } },
  });
  expect(readFileSync(join(folder, "marks"), "utf8")).toBe("x");
  // It throws again, before the server listens: that must not keep it from starting.
  expect(next.output).toContain("Nobody catches it");
  expect(await get(`${nextUrl}/api/tasks/stray`)).toMatchObject({ task: { result: "came through" } });

  // Somebody listens still, and somebody keeps a connection.
  const stream = await fetch(`${nextUrl}/api/events`);
  const listening = stream.text();
  next.child.kill("SIGTERM");
  expect(await next.ended).toBe(0);
  await listening.catch(() => "cut");
}, 120_000);

test("a second signal ends a server at once that waits for an agent", async () => {
  const server = start(createFolder(), { CONVOKE_DATA: "memory", HANG: "1", CONVOKE_SHUTDOWN_MS: "3600000" });
  await server.listening();
  server.child.kill("SIGINT");
  await server.seen("the server is stopping");
  server.child.kill("SIGTERM");
  expect(await server.ended).toBe(1);
}, 120_000);
