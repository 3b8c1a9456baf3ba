import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Task } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";
import { expect, test } from "vitest";
import type { EnhancedResult } from "../src/enhanced-result.ts";
import { createLife, replyCount } from "./killed-process.ts";

const program = fileURLToPath(new URL("killed-process.ts", import.meta.url));

/** Runs the first life until it is killed; answers with the replies that its model was asked for. */
async function liveUntilKilled(path: string, reply: number): Promise<readonly number[]> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const parameters = ["--conditions=@convoke/source", program, path, String(reply)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, parameters, { env }, (error, stdout, stderr) => {
      if (error?.signal === "SIGKILL") resolve(stdout.trim().split("\n").map(Number));
      else reject(new Error(`It was not killed: ${stderr}`, { cause: error }));
    });
  });
}

test("the main agent, killed with SIGKILL at any call of its model, goes on from the file and pays for no reply twice but that one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "convoke-killed-"));
  const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);
  try {
    for (const killedAt of upTo(replyCount)) {
      const path = join(folder, `${killedAt}.db`);
      expect(await liveUntilKilled(path, killedAt)).toEqual(upTo(killedAt));
      const store = await sqliteStore({ path });
      const asked: number[] = [];
      const { orchestrator, countFound } = createLife(store, (reply) => asked.push(reply));
      const [handle] = await orchestrator.resume();
      const task = (await handle!.settled) as Task<unknown, EnhancedResult>;
      expect(task.error).toBeUndefined();
      expect(task.result?.answer).toContain("Rust is fast");
      expect(asked).toEqual(upTo(replyCount).slice(killedAt - 1));
      // The child that it had delegated before is not executed again either.
      expect(countFound()).toBe(killedAt > 2 ? 0 : 1);
      await orchestrator.close();
      await store.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
