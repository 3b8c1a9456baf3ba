import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoRun, runDemo } from "./run-demo.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "convoke-demo-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the durable demonstration, and does something once its output holds a text. */
function runUntil(text: string, act: (kill: (name: NodeJS.Signals) => boolean) => void): Promise<DemoRun> {
  let isDone = false;
  return runDemo(["--durable", folder], {}, (output, child) => {
    if (isDone || !output.includes(text)) return;
    isDone = true;
    act((name) => child.kill(name));
  });
}

const readKeys = async (): Promise<string[]> =>
  (await readFile(join(folder, "ledger.txt"), "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t")[0] ?? "");

test("demo --durable goes on after SIGKILL and after Ctrl-C, executes nothing twice, and then begins anew", async () => {
  let second: Promise<DemoRun> | undefined;
  const killed = await runUntil("Enter Vite into the ledger", (kill) => {
    // It keeps its files while it stands still, however long the second one takes to start.
    kill("SIGSTOP");
    second = runDemo(["--durable", folder]);
    void second.then(() => kill("SIGKILL"));
  });
  expect(killed.output).not.toContain("STATISTICS");
  const refused = await second;
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused?.errors).toMatch(/^Another demonstration is at work in \S+: wait for its end, or .+\n$/);
  expect(refused?.output).not.toContain("Read the documentation");

  const interrupted = await runUntil("Enter Rolldown into the ledger", (kill) => kill("SIGINT"));
  expect(interrupted.exitCode).toBe(130);
  expect(interrupted.errors).toMatch(/^Interrupted by SIGINT\. What was done is kept in \S+: start it again/);
  expect(interrupted.output).toMatch(/^✔ clerk .+ earlier {2}Enter Vite into the ledger$/m);

  const finished = await runDemo(["--durable", folder, "--json"]);
  expect(finished).toMatchObject({ exitCode: 0, errors: "" });
  const { sections, statistics, durable } = JSON.parse(finished.output);
  const keys = await readKeys();
  expect(keys).toHaveLength(8);
  expect(new Set(keys).size).toBe(8);
  for (const { recalled, executed, tasks } of sections.slice(0, 4)) {
    expect(executed).toBe(0);
    expect(recalled).toBe(tasks.length);
  }
  // Each of the eight entries has a look-up below it: two pairs at least were there before.
  expect(sections[4].recalled + sections[4].executed).toBe(16);
  expect(sections[4].recalled).toBeGreaterThanOrEqual(4);
  expect(durable).toMatchObject({ demonstration: 1, executed: sections[4].executed });
  expect(statistics).toMatchObject({
    totalTasks: durable.executed,
    tasksCompleted: durable.executed,
    tasksInProgress: 0,
  });
  expect(await readFile(join(folder, "generation"), "utf8")).toBe("2\n");
}, 60_000);
