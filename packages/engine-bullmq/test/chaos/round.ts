import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { delay, Orchestrator, systemRuntime } from "@convoke/core";
import { redisStore } from "../../src/index.ts";
import { answerFor, createAgents } from "./agents.ts";
import { type Cast, nameCommand, startCast } from "./cast.ts";
import { checkLeftovers } from "./check-leftovers.ts";
import { checkEvents, checkRun } from "./check-records.ts";
import { checkSideFile, findOwners } from "./check-side-file.ts";
import { expectRuns } from "./expected.ts";
import { createJobMeddler } from "./job-meddler.ts";
import { causeTrouble } from "./cause-trouble.ts";
import { createRuns } from "./plans.ts";
import { createChance } from "./random.ts";
import { startReaper } from "./reaper.ts";
import { startRedis } from "./redis-process.ts";
import { openSideFile, readSideFile } from "./side-file.ts";
import { followEvents } from "./tail.ts";
import { createTroubles, describeTrouble, type Trouble } from "./troubles.ts";

export interface RoundOptions {
  readonly seed: number;
  /** Tasks that are asked for. @default 1_010, of which more than 1,000 are done */
  readonly tasks?: number;
  /** The time over which the runs are submitted, and troubles come, in milliseconds. @default 9_000 */
  readonly spanMs?: number;
  /** Told of everything that is done. */
  readonly print?: (line: string) => void;
}

export interface RoundReport {
  readonly problems: readonly string[];
  readonly tasks: number;
  readonly executions: number;
  /** Runs that more than one coordinator has worked on. */
  readonly takeOvers: number;
  readonly events: number;
  readonly troubles: readonly string[];
  /** Where logs and the side file of a failed round are. */
  readonly folder: string;
  readonly ms: number;
}

const prefix = "chaos";
/** A round in which nothing has settled for so long is stuck. */
const patienceMs = 60_000;

/** One round: submits runs, lets trouble come over the processes, waits until all runs have ended, and checks everything. */
export async function playRound({
  seed,
  tasks = 1_010,
  spanMs = 9_000,
  print = () => undefined,
}: RoundOptions): Promise<RoundReport> {
  const startedAt = systemRuntime.now();
  const chance = createChance(seed);
  const runs = createRuns(chance, tasks);
  const troubles = createTroubles(chance, runs.length);
  const expected = await expectRuns(runs);
  const folder = await mkdtemp(join(tmpdir(), `convoke-chaos-${seed}-`));
  const sidePath = join(folder, "side.jsonl");
  const side = openSideFile(sidePath);
  const reaper = startReaper();
  const problems: string[] = [];
  const done: string[] = [];
  const stopped = new AbortController();
  const pause = (ms: number): Promise<void> => delay(systemRuntime, ms, stopped.signal);
  try {
    const redis = await startRedis(folder, reaper);
    const connection = { host: "127.0.0.1", port: redis.port };
    const store = redisStore({ connection, prefix });
    const open = new Set(runs.map(({ runId }) => runId));
    const settled = new Set<string>();
    let isOver: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (isOver = resolve));
    let lastSign = systemRuntime.now();

    const cast: Cast = await startCast({
      redisPort: redis.port,
      prefix,
      folder,
      sidePath,
      reaper,
      workMs: 4,
      pick: (hosted) => chance.pick(hosted),
      onLost: (problem) => problems.push(problem),
    });
    const agents = createAgents({ worker: "none", workMs: 0 }).map(({ agentType }) => agentType);
    const meddler = createJobMeddler({
      port: redis.port,
      prefix,
      agents,
      chance,
      isSettled: (taskId) => settled.has(taskId),
    });
    const tail = followEvents(store, (event, runId) => {
      if (event.type === "run-started") cast.isDone(nameCommand({ runId }));
      if (event.type === "task-waiting") {
        const { taskId, key } = event;
        cast.ask({ kind: "answer", taskId, key, value: answerFor(taskId) });
      }
      if (event.type === "task-settled") {
        const { taskId } = event.task;
        settled.add(taskId);
        side.append({ kind: "settled", taskId });
        cast.isDone(nameCommand({ taskId }));
        lastSign = systemRuntime.now();
      }
      if (event.type === "run-settled" && open.delete(runId) && open.size === 0) isOver();
    });

    // Time is real here, between troubles and submissions: this is a process of its own, and nothing is judged by it.
    const underway: Promise<void>[] = [];
    const cause = async (trouble: Trouble): Promise<void> => {
      const at = systemRuntime.now() - startedAt;
      try {
        const what = await causeTrouble({ trouble, cast, redis, meddler, pause });
        const line = `${at} ms: ${describeTrouble(trouble)}${what === "" ? "" : `: ${what}`}`;
        done.push(line);
        print(line);
        side.append({ kind: "trouble", what: line });
      } catch (error) {
        problems.push(`${describeTrouble(trouble)}: ${String(error)}`);
      }
    };
    let next = 0;
    for (const [index, { runId, plan }] of runs.entries()) {
      while (troubles[next] !== undefined && troubles[next]!.before <= index)
        underway.push(cause(troubles[next++]!.trouble));
      cast.ask({ kind: "submit", runId, plan });
      await pause(spanMs / runs.length);
    }
    await Promise.all(underway);
    print(`${systemRuntime.now() - startedAt} ms: all submitted, ${open.size} runs are open`);

    const stuck = (async () => {
      while (systemRuntime.now() - lastSign < patienceMs) await pause(500);
      problems.push(
        `nothing settled for ${patienceMs} ms; ${open.size} runs are open: ${[...open].slice(0, 10).join(", ")}`,
      );
    })().catch(() => undefined);
    await Promise.race([over, stuck]);
    print(`${systemRuntime.now() - startedAt} ms: all runs have ended`);

    problems.push(...(await cast.close()));
    print(`${systemRuntime.now() - startedAt} ms: all processes have ended`);
    await tail.stop();
    await meddler.close();

    const reader = new Orchestrator({ store });
    for (const run of expected.values()) {
      const { runId } = run;
      problems.push(...checkRun(run, await store.load(runId), await reader.findOutcome(runId)));
    }
    await reader.close();
    const stored = tail.all;
    problems.push(...checkEvents(stored, [...expected.values()]));
    const lines = readSideFile(sidePath);
    problems.push(...checkSideFile(lines, stored));
    await store.close();
    problems.push(...(await checkLeftovers(redis.port, prefix, /^store:/)));
    await redis.end("SIGTERM");
    return {
      problems,
      tasks: settled.size,
      executions: lines.filter(({ kind }) => kind === "start").length,
      takeOvers: [...findOwners(lines).values()].filter(({ size }) => size > 1).length,
      events: stored.length,
      troubles: done,
      folder,
      ms: systemRuntime.now() - startedAt,
    };
  } finally {
    stopped.abort();
    side.close();
    await reaper.close();
    if (problems.length === 0) await rm(folder, { recursive: true, force: true });
  }
}
