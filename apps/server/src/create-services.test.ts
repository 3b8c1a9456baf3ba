import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRuntime } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";
import { pino } from "pino";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { type Configuration, readConfiguration } from "./settings/config.ts";
import { createServices } from "./create-services.ts";

afterEach(() => vi.unstubAllEnvs());

/** Opens services, and collects what they log. */
async function open(configuration: Partial<Configuration>) {
  const lines: Record<string, unknown>[] = [];
  const opened = await createServices({
    configuration: { ...readConfiguration({ CONVOKE_DATA: "memory" }), ...configuration },
    runtime: systemRuntime,
    logger: pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) }),
    stopping: new AbortController().signal,
    folder: tmpdir(),
  });
  onTestFinished(() => opened.close());
  return { ...opened, lines };
}

test("createServices tells the name of the language model, and of none where the rules decide", async () => {
  for (const name of ["LLM_API_KEY", "LLM_BASE_URL", "LLM_MODEL"]) vi.stubEnv(name, "");
  expect((await open({})).services.model).toBeUndefined();
  vi.stubEnv("LLM_BASE_URL", "http://127.0.0.1:9/v1");
  vi.stubEnv("LLM_MODEL", "tiny");
  expect((await open({})).services.model).toBe("tiny");
});

test("createServices takes up what it can, and logs which unfinished runs it leaves", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "convoke-services-"));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const store = await sqliteStore({ path: join(dataFolder, "convoke.db") });
  const plan = { plan: { strategy: "sequential", tasks: [] } };
  const run = { strategy: "sequential", title: "", createdAt: 0 };
  await store.open({ ...run, runId: "sound", plan }, "earlier", 1_000);
  await store.open({ ...run, runId: "unreadable", plan: "no plan" }, "earlier", 1_000);
  await store.close();
  const { lines } = await open({ dataFolder });
  expect(lines).toContainEqual(expect.objectContaining({ runs: 1, msg: "unfinished runs go on" }));
  expect(lines).toContainEqual(expect.objectContaining({ level: 50, runIds: ["unreadable"] }));
});

test("createServices logs a run that its store refuses to write any more", async () => {
  const { services, lines } = await open({});
  services.store.commit = () => Promise.reject(new Error("the disk is full"));
  const { runLimit, orchestrator } = services;
  const task = { agentType: "nobody", description: "Fail" };
  const run = runLimit.start(() => orchestrator.startRun({ strategy: "task", task }, { id: "lost" }));
  await expect(run.settled).rejects.toMatchObject({ code: "store_failed" });
  expect(lines).toContainEqual(expect.objectContaining({ level: 50, runId: "lost" }));
});
