import type { Lease } from "@convoke/core";
import { describe, expect, onTestFinished, test } from "vitest";
import { startProgram } from "../sqlite/start-program.ts";
import type { Store } from "./failing-store.ts";
import { createSimulation } from "./simulation.ts";

const schedules = 10_000;
const variable = "CONVOKE_SIMULATION_SEED";

function explain(seed: number, problems: readonly string[]): string {
  return [
    `Seed ${seed}; to run it alone: ${variable}=${seed} vitest run packages/core/test/durable/simulation`,
    ...problems,
  ].join("\n");
}

interface Simulated {
  readonly schedules: number;
  readonly sum: Readonly<Record<string, number>>;
  readonly wrong?: { readonly seed: number; readonly problems: readonly string[] };
}

/** Runs schedules in a process of their own: as modules of a test runner they take half as long again. */
async function simulate(first: number, end: number): Promise<Simulated> {
  const program = startProgram("../durable/simulation-process.ts", String(first), String(end));
  onTestFinished(() => void program.process.kill("SIGKILL"));
  let told = "";
  for await (const line of program.lines) told += line;
  expect(await program.ended).toEqual([0, ""]);
  return JSON.parse(told) as Simulated;
}

/** How a store looks that lets anybody write who once had a lease. */
function ignoreFences(store: Store): Store {
  let current: Lease | undefined;
  const keep = (lease: Lease): Lease => (current = lease);
  const forge = (lease: Lease): Lease => ({ ...lease, ...current });
  return {
    ...store,
    open: async (run, owner, leaseMs) => keep(await store.open(run, owner, leaseMs)),
    claim: async (owner, leaseMs, limit) => (await store.claim(owner, leaseMs, limit)).map(keep),
    renew: (lease) => store.renew(forge(lease)),
    release: (lease) => store.release(forge(lease)),
    commit: (lease, writes) => store.commit(forge(lease), writes),
  };
}

/** Whoever takes a run up finds nothing of what has completed, as if it were still at work. */
function forgetCompleted(store: Store): Store {
  return {
    ...store,
    async load(runId) {
      const run = await store.load(runId);
      if (run?.status !== "running") return run;
      const tasks = run.tasks.map((record) =>
        record.task.status === "completed"
          ? { ...record, task: { ...record.task, status: "in_progress" as const, result: undefined } }
          : record,
      );
      return { ...run, tasks };
    },
  };
}

/** Some of what has settled is acknowledged and not kept. */
function dropSettled(store: Store): Store {
  let settled = 0;
  return {
    ...store,
    commit: (lease, { tasks = [], ...rest }) =>
      store.commit(lease, {
        ...rest,
        tasks: tasks.filter(({ task }) => task.finishedAt === undefined || ++settled % 3 !== 0),
      }),
  };
}

describe("a simulation of coordinators that crash, stand still, lose leases, are shut down and come back", () => {
  test("brings every run to the end of an undisturbed one: each task settled once, nothing committed done again", async () => {
    const only = process.env[variable];
    const [first, end] = only === undefined ? [0, schedules] : [Number(only), Number(only) + 1];
    const { sum, wrong, ...rest } = await simulate(first, end);
    if (wrong !== undefined) throw new Error(explain(wrong.seed, wrong.problems));
    expect(rest.schedules).toBe(end - first);
    // A simulation in which nothing happens would find nothing.
    const least = only === undefined ? 1_000 : 0;
    expect(Object.keys(sum)).toHaveLength(5);
    expect(Object.entries(sum).filter(([, count]) => count < least)).toEqual([]);
  }, 300_000);

  test.each([
    ["a store that ignores fences", ignoreFences, /has changed run|was accepted/],
    [
      "tasks that are executed although they have completed",
      forgetCompleted,
      /executed again|settled twice|done again/,
    ],
    ["records of settled tasks that are lost", dropSettled, /the end is|have not|not those/],
  ])("finds %s", async (_name, change, complaint) => {
    const simulation = createSimulation(change);
    const problems: string[] = [];
    for (let seed = 0; seed < 100 && problems.length === 0; seed++)
      problems.push(...(await simulation.run(seed)).problems);
    expect(problems.join("\n")).toMatch(complaint);
  });
});
