import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createContestant } from "../contestants/convoke.ts";

// A process of its own for the heap: `memory.ts` delegates 100,000 tasks with the default retention and prints
// the size of the heap after garbage collection on the way, in bytes.

const checkpoints = [10_000, 50_000, 100_000];

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function readHeap(): number {
  // What the first collection finalises, the second one frees.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const contestant = createContestant();
const before = readHeap();
const sizes: { tasks: number; bytes: number }[] = [];
let delegated = 0;
for (const tasks of checkpoints) {
  for (; delegated < tasks; delegated++) await contestant.delegate(delegated);
  sizes.push({ tasks, bytes: readHeap() });
}
console.log(JSON.stringify({ before, sizes }));
