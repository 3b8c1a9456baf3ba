import { prepareRuns } from "./prepare-runs.ts";
const [,, path, runs, tasks, open] = process.argv; 
console.time("prepare"); await prepareRuns(path!, {runs: Number(runs), tasksOfRun: Number(tasks), openTasks: Number(open)}); console.timeEnd("prepare");
