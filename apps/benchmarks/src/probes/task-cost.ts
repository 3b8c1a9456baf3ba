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
const measuredMs = Number(milliseconds);
if (!isContestantName(contestantName) || !isWorkloadName(workloadName) || !(measuredMs > 0)) {
  throw new Error("Usage: task-cost.ts <contestant> <workload> <milliseconds of processor time>");
}
const contestant = await loadContestant(contestantName);
const workload = workloads[workloadName];
const runsPerReading = Math.ceil(10_000 / workload.tasks);

/** Repeats the workload until it is enough; what a task took, in microseconds. */
async function repeatUntil(isEnough: (tasks: number, cpuMs: number) => boolean): Promise<number> {
  const start = readCpu();
  let tasks = 0;
  let used = 0;
  while (!isEnough(tasks, used / 1_000)) {
    // Reading the time costs as much as a hundred of the quickest tasks: it must be rare.
    for (let run = 0; run < runsPerReading; run++) await workload.run(contestant);
    tasks += runsPerReading * workload.tasks;
    used = readCpu() - start;
  }
  return used / tasks;
}

// The warm-up is as many tasks for everybody, so that all code is compiled and the heap has its working size;
// it is longer for the quickest, and ends sooner for whoever would take too long.
const enoughTasks = 750 * measuredMs;
await repeatUntil((tasks, cpuMs) => cpuMs >= measuredMs && (tasks >= enoughTasks || cpuMs >= 4 * measuredMs));
console.log(JSON.stringify(await repeatUntil((_tasks, cpuMs) => cpuMs >= measuredMs)));
