import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSplitMix } from "../../src/testing/split-mix.ts";
import { startProgram } from "../sqlite/start-program.ts";
import { withFolder } from "../sqlite/temporary-folder.ts";
import { checkGoingOn, runWhole, type Whole } from "./crash-check.ts";
import { stories, variants } from "./crash-stories.ts";

const longestWalk = 40;
const secondLives = 6;
const sides = ["before", "after"] as const;

/** Lets a process go through one life of all stories; answers with the runs that were frozen when it was killed. */
async function live(path: string, notesPath: string, ...parameters: string[]): Promise<readonly string[]> {
  const program = startProgram("../durable/crash-process.ts", path, notesPath, ...parameters);
  const frozen: string[] = [];
  for await (const line of program.lines) frozen.push(line);
  expect(await program.ended).toEqual(["SIGKILL", ""]);
  return frozen;
}

/** Copies what a killed process has left: the file, and its log, which nobody has put into it yet. */
async function copyStore(folder: string, name: string, copy: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}.`));
  expect(files).toContain(`${name}.db-wal`);
  for (const file of files) await copyFile(join(folder, file), join(folder, file.replace(name, copy)));
}

describe("a run whose process is killed with SIGKILL goes on from the file as if nothing had been, and repeats only what was in flight", () => {
  test("at every boundary of the store of every story, before and after it is written, and again while it is resumed", async () => {
    await withFolder(async (folder) => {
      const whole: Whole = await runWhole(folder);
      const frozenAt = new Map<string, number[]>();
      let walked = 0;
      for (let boundary = 1; boundary <= longestWalk; boundary++) {
        const name = `n${boundary}`;
        const path = join(folder, `${name}.db`);
        const frozen = await live(path, join(folder, `${name}.notes`), "first", String(boundary));
        if (frozen.length === 0) break;
        walked = boundary;
        for (const runId of frozen) frozenAt.set(runId, [...(frozenAt.get(runId) ?? []), boundary]);
      }
      expect(walked).toBeLessThan(longestWalk);
      for (const [name, story] of Object.entries(stories)) {
        for (const variant of variants) {
          const boundaries = frozenAt.get(`${name}.${variant}`) ?? [];
          const least = story.boundaries[variant.startsWith("slow") ? 1 : 0];
          expect(boundaries.length, `${name}.${variant}`).toBeGreaterThanOrEqual(least);
          // Each of them, and none left out.
          expect(boundaries).toEqual(boundaries.map((_, index) => index + 1));
        }
      }

      // Before the files are gone on with: some are killed a second time, while they are.
      const random = createSplitMix(8);
      const draw = (below: number): number => Math.floor(random() * below);
      for (let index = 0; index < secondLives; index++) {
        const [first, second] = [1 + draw(walked), Math.max(0, draw(5) - 1)];
        const name = `m${index}`;
        await copyStore(folder, `n${first}`, name);
        const frozen = await live(
          join(folder, `${name}.db`),
          join(folder, `${name}.notes`),
          "later",
          String(second),
          sides[draw(2)],
        );
        expect(frozen.length).toBeGreaterThan(0);
        await checkGoingOn(folder, name, whole, 2);
      }
      for (let boundary = 1; boundary <= walked; boundary++)
        await checkGoingOn(folder, `n${boundary}`, whole, 1);
    });
  }, 300_000);
});
