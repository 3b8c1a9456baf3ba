import { createSimulation } from "./simulation.ts";

// Runs the schedules from one seed up to, and without, another; prints what happened in them, and what is wrong with the
// first in which anything is.
const [first, end] = process.argv.slice(2).map(Number);
const simulation = createSimulation();
const sum = { deaths: 0, pauses: 0, shutdowns: 0, takeOvers: 0, refusedWrites: 0 };
let schedules = 0;
let wrong: { readonly seed: number; readonly problems: readonly string[] } | undefined;
for (let seed = first; seed < end && wrong === undefined; seed++) {
  const simulated = await simulation.run(seed);
  const { problems } = simulated;
  if (problems.length > 0) wrong = { seed, problems };
  for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += simulated[name];
  schedules += 1;
}
console.log(JSON.stringify({ schedules, sum, wrong }));
