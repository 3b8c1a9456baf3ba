import { isContestantName, loadContestant } from "../contestants/load-contestant.ts";
import { isWorkloadName, workloads } from "../workloads/workloads.ts";

// A process of its own for one contestant at one workload: `task-cost.ts <contestant> <workload> <milliseconds>`
// prints the processor time of one task in microseconds, compilation and garbage collection included.

/** Processor time that a process has used so far, in microseconds. */
function readCpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const [contestantName, workloadName, milliseconds] = process.argv.slice(2);
if (!isContestantName(contestantName) || !isWorkloadName(workloadName) || !(Number(milliseconds) > 0)) {
  throw new Error("Usage: task-cost.ts <contestant> <workload> <milliseconds of processor time>");
}
const contestant = await loadContestant(contestantName);
const workload = workloads[workloadName];

/** Repeats the workload for a while; what a task took, in microseconds. */
async function repeatFor(cpuMs: number): Promise<number> {
  const start = readCpu();
  let runs = 0;
  let used = 0;
  while (used < cpuMs * 1_000) {
    await workload.run(contestant);
    runs++;
    used = readCpu() - start;
  }
  return used / (runs * workload.tasks);
}

// Once to warm up, so that the code is compiled and the heap has its working size.
await repeatFor(Number(milliseconds));
console.log(JSON.stringify(await repeatFor(Number(milliseconds))));
