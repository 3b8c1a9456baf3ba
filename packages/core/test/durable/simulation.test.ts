import { expect, test } from "vitest";
import { createSimulation, type Simulated } from "./simulation.ts";

const schedules = 10_000;
const variable = "CONVOKE_SIMULATION_SEED";

function explain(seed: number, problems: readonly string[]): string {
  return [
    `Seed ${seed}; to run it alone: ${variable}=${seed} vitest run packages/core/test/durable/simulation`,
    ...problems,
  ].join("\n");
}

test("coordinators that crash, stand still, lose leases and restart bring every run to the end of an undisturbed one", async () => {
  const simulation = createSimulation();
  const only = process.env[variable];
  const sum = { deaths: 0, pauses: 0, shutdowns: 0, takeOvers: 0, refusedWrites: 0 };
  const seeds = only === undefined ? Array.from({ length: schedules }, (_, seed) => seed) : [Number(only)];
  for (const seed of seeds) {
    const simulated: Simulated = await simulation.run(seed);
    if (simulated.problems.length > 0) throw new Error(explain(seed, simulated.problems));
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += simulated[name];
  }
  console.log(sum);
  expect(seeds.length).toBeGreaterThan(0);
});
