import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Orchestrator } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { createAgentDirectory } from "./agent-directory.ts";
import { loadPlugIns } from "./load-plug-ins.ts";

const agent = (name: string, more = "") =>
  `{ agentType: "test", name: ${JSON.stringify(name)}, description: "Tests", capabilities: [], executor: () => 1, ${more} }`;

async function load(files: Record<string, string>, own?: unknown) {
  const folder = mkdtempSync(join(tmpdir(), "convoke-plug-ins-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const runtime = createManualRuntime();
  const orchestrator = new Orchestrator({ runtime });
  const directory = createAgentDirectory(orchestrator);
  const loading = loadPlugIns(directory, {
    plugIns: Object.keys(files).map((name) => `./${name}`),
    ...(own !== undefined && { own: { name: "convoke.config.ts", agents: own } }),
    folder,
    runtime,
    logger: pino({ level: "silent" }),
  });
  return { loading, runtime, list: () => directory.list() };
}

describe("loadPlugIns", () => {
  test("registers an agent, a list of them, and what functions return, in their order", async () => {
    const { loading, list } = await load(
      {
        "one.mjs": `export const agents = ${agent("One")};`,
        "list.mjs": `export const agents = [${agent("Two")}, ${agent("Three")}];`,
        "function.mjs": `export const agents = async () => [${agent("Four")}];`,
      },
      [{ agentType: "test", name: "Own", description: "Tests", capabilities: [], executor: () => 1 }],
    );
    await loading;
    const { items, failedPlugIns } = list();
    expect(items.map(({ name }) => name)).toEqual(["Own", "One", "Two", "Three", "Four"]);
    expect(failedPlugIns).toEqual([]);
  });

  test("notes what cannot be used and why, and registers none of its agents, but those of others", async () => {
    const { loading, list } = await load({
      "throws.mjs": "throw new Error('No key')",
      "rejects.mjs": "export const agents = async () => { throw new Error('No disk'); }",
      "syntax.mjs": "export const agents = [",
      "nothing.mjs": "export const agent = 1",
      "number.mjs": "export const agents = 1",
      "malformed.mjs": `export const agents = [${agent("Good")}, { agentType: "test", name: "Bad" }]`,
      "good.mjs": `export const agents = ${agent("Kept")}`,
      "duplicate.mjs": `export const agents = ${agent("Kept")}`,
    });
    await loading;
    const { items, failedPlugIns } = list();
    expect(items.map(({ name }) => name)).toEqual(["Kept"]);
    expect(failedPlugIns).toEqual([
      { plugIn: "./throws.mjs", message: "No key" },
      { plugIn: "./rejects.mjs", message: "No disk" },
      { plugIn: "./syntax.mjs", message: expect.any(String) },
      {
        plugIn: "./nothing.mjs",
        message: "It exports no agents, but agent: export const agents = [myAgent].",
      },
      { plugIn: "./number.mjs", message: expect.stringContaining("Its agents are none") },
      { plugIn: "./malformed.mjs", message: expect.stringContaining("has no description") },
      { plugIn: "./duplicate.mjs", message: expect.stringContaining("Kept") },
    ]);
  });

  test("gives up a plug-in that hangs", async () => {
    const called = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    Object.assign(globalThis, { tellCalled: (index: number) => called[index]?.resolve() });
    const { loading, runtime, list } = await load({
      "hangs.mjs": "export const agents = () => { tellCalled(0); return new Promise(() => undefined); }",
      "good.mjs": `export const agents = () => { tellCalled(1); return ${agent("Kept")}; }`,
    });
    await Promise.all(called.map(({ promise }) => promise));
    await runtime.advance(10_000);
    await loading;
    expect(list()).toMatchObject({
      items: [{ name: "Kept" }],
      failedPlugIns: [{ plugIn: "./hangs.mjs", message: "It has not finished loading after 10 seconds." }],
    });
    expect(runtime.pendingTimers).toBe(0);
  });
});
