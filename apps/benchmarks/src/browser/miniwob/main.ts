import { writeFile } from "node:fs/promises";
import process from "node:process";
import { playEpisode } from "./episode.ts";
import { listTasks, openFolder } from "./folder.ts";
import { tasksOfHalf } from "./halves.ts";
import { help, readOptions } from "./options.ts";
import { formatReport, successRate, type TaskResult } from "./report.ts";
import { serveFolder } from "./serve-folder.ts";
import { openPlayer } from "./player.ts";

/** What the development half has to reach. */
const bound = 0.4;

/** Fewer than the release has: a folder with as many is the whole of it. */
const tasksOfRelease = 100;

const options = readOptions(process.argv.slice(2));
if (options.isHelpWanted) {
  process.stdout.write(`${help}\n`);
  process.exit();
}
const folder = await openFolder(options.folder);
const listed = await listTasks(folder);
const names = tasksOfHalf(listed, options.half);
const tasks = options.tasks ?? names;
const server = await serveFolder(folder);
const player = await openPlayer(server.origin);
const results: TaskResult[] = [];
try {
  const waiting = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const episodes = [];
      for (const seed of options.seeds) {
        const url = `${server.origin}/miniwob/${task}.html`;
        const episode = await player.play((context) => playEpisode(url, seed, context));
        episodes.push(episode);
        if (options.isVerbose) process.stderr.write(`${task} ${JSON.stringify(episode, undefined, 1)}\n`);
      }
      results.push({ task, episodes });
      if (!options.isVerbose)
        process.stderr.write(
          `${task}: ${episodes.filter(({ isSuccess }) => isSuccess).length} of ${episodes.length}\n`,
        );
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
} finally {
  await player.close();
  await server.close();
}
results.sort((one, other) => (one.task < other.task ? -1 : 1));
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
process.stdout.write(`${formatReport(results)}\n`);
// A folder with fewer tasks holds a part that somebody chose: all of it counts then.
const counted = listed.length < tasksOfRelease ? listed : tasksOfHalf(listed, "development");
if (options.check && successRate(results.filter(({ task }) => counted.includes(task))) < bound) {
  process.stderr.write(`under the bound of ${bound * 100} %\n`);
  process.exitCode = 1;
}
