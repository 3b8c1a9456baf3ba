import { join } from "node:path";
import { sqliteStore } from "@convoke/core/sqlite";
import { expect, test } from "vitest";
import { startProgram } from "./start-program.ts";
import { withFolder } from "./temporary-folder.ts";

test("a sequential run on sqliteStore whose process is killed goes on in the next one, and executes no finished task again", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "runs.db");
    const lives: string[][] = [[], []];
    const first = startProgram("running-process.ts", path, "first");
    for await (const line of first.lines) {
      lives[0].push(line);
      if (line === "hangs") first.process.kill("SIGKILL");
    }
    expect(await first.ended).toEqual(["SIGKILL", ""]);
    const second = startProgram("running-process.ts", path, "second");
    for await (const line of second.lines) lives[1].push(line);
    expect(await second.ended).toEqual([0, ""]);
    expect(lives).toEqual([
      ["executes story/0", "executes story/1", "executes story/2", "hangs"],
      [
        "executes story/2",
        "executes story/3",
        "result a in the first life",
        "result b in the first life",
        "result c in the second life",
        "result d in the second life",
      ],
    ]);
    const store = await sqliteStore({ path });
    const { items } = await store.listRuns({ status: "completed" });
    expect(items.map(({ runId, tasks }) => [runId, tasks.completed])).toEqual([["story", 4]]);
    await store.close();
  });
});
