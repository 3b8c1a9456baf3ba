/**
 * A process of its own for the test of saving: saves an index again and again under one name, and is killed at
 * a step of its choice (a number), or goes on until somebody kills it ("never").
 */
import { systemRuntime } from "@convoke/core";
import { writeIndexFile } from "../src/ingest/index-file/write-index-file.ts";
import { createIndex } from "../src/retrieval/create-index.ts";
import { findState } from "../src/retrieval/index-state.ts";

const [, , path, dieAt] = process.argv;
const text = "Saved while somebody pulls the plug. ".repeat(200);
const documents = Array.from({ length: 200 }, (_, at) => ({ file: `new/${at}.txt`, text: `${text}${at}` }));
const state = findState(createIndex(documents));
let steps = 0;
do {
  await writeIndexFile(path, state, {
    runtime: systemRuntime,
    pause: () => {
      steps += 1;
      if (String(steps) === dieAt) process.kill(process.pid, "SIGKILL");
      return undefined;
    },
  });
  process.stdout.write(`saved ${steps}\n`);
} while (dieAt === "never");
