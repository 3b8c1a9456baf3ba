import { join } from "node:path";
import { sqliteStore } from "@convoke/core/sqlite";
import { expect, test } from "vitest";
import { startProgram } from "./start-program.ts";
import { withFolder } from "./temporary-folder.ts";

/** Lets a process commit until it has told of `enough` commits, and kills it. Answers with what it was told, by run. */
async function commitAndDie(path: string, life: number, enough: number): Promise<Map<string, number>> {
  const program = startProgram("committing-process.ts", path, String(life));
  const acknowledged = new Map<string, number>();
  let seen = 0;
  for await (const line of program.lines) {
    const [runId, number] = line.split(" ");
    acknowledged.set(runId, Number(number));
    if (++seen === enough) program.process.kill("SIGKILL");
  }
  expect(await program.ended).toEqual(["SIGKILL", ""]);
  expect(seen).toBeGreaterThanOrEqual(enough);
  return acknowledged;
}

test("what sqliteStore has acknowledged survives SIGKILL, nothing is half-written, and every run can be claimed at once", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "runs.db");
    const acknowledged = new Map<string, number>();
    for (const [life, enough] of [20, 150].entries()) {
      for (const [runId, number] of await commitAndDie(path, life, enough)) acknowledged.set(runId, number);
    }
    const store = await sqliteStore({ path });
    const events = await store.readEvents(0, 100_000);
    expect(events.map(({ cursor }) => cursor)).toEqual(events.map((_, index) => index + 1));
    for (const [runId, number] of acknowledged) {
      const run = await store.load(runId);
      const commits = run?.steps.length ?? 0;
      expect(commits).toBeGreaterThanOrEqual(number);
      expect(run?.steps.map(({ value }) => value)).toEqual(
        Array.from({ length: commits }, (_, index) => index + 1),
      );
      expect(run?.tasks).toHaveLength(3 * commits);
      expect(run?.sequence).toBe(2 * commits);
      const sequences = events.filter((event) => event.runId === runId).map(({ sequence }) => sequence);
      expect(sequences).toEqual(Array.from({ length: 2 * commits }, (_, index) => index + 1));
    }
    const { items } = await store.listRuns({});
    for (const { runId, tasks } of items) {
      expect(tasks.completed).toBe((await store.load(runId))?.tasks.length);
    }
    // Their leases would hold for an hour; but whoever had them is dead.
    const leases = await store.claim("next", 1_000, 100);
    expect(leases.map(({ runId }) => runId).sort()).toEqual(items.map(({ runId }) => runId).sort());
    await store.close();
  });
});
