import { basename, dirname, join } from "node:path";
import { createKnowledgeAgent, type KnowledgeIndex } from "@convoke/agents-knowledge";
import { Orchestrator, systemRuntime, type TaskSpec } from "@convoke/core";

/** What running tasks at once is worth, in milliseconds. */
export interface Saving {
  /** How often each way was measured. */
  readonly rounds: number;
  /** Median over the rounds, all tasks at once. */
  readonly togetherMs: number;
  /** Median over the rounds, the same tasks one by one. */
  readonly oneByOneMs: number;
  /** Rounds in which running them at once was faster. */
  readonly roundsWon: number;
}

const rounds = 5;
/** Less is within what repeating the measurement changes. */
const leastShare = 0.1;

/**
 * Measures one research for each package together and one by one, in turn. Each is done by an agent of its own
 * that has to read and index that package's documentation from disk first.
 *
 * Durations of overlapping tasks cannot tell: each holds the time spent waiting for the others. `undefined` when
 * one of the packages has no documentation.
 */
export async function measureSaving(
  packages: readonly string[],
  { index, signal }: { index: KnowledgeIndex; signal: AbortSignal },
): Promise<Saving | undefined> {
  const files = packages.map((name) => index.files.find((file) => file.package?.name === name)?.file);
  if (files.includes(undefined)) return undefined;
  const paths = files.map((file) => join(index.root, file ?? ""));
  const together: number[] = [];
  const oneByOne: number[] = [];
  // Not counted: it also pays for code that has not been compiled and files that have not been read yet.
  await measure(paths, (orchestrator, specs) => orchestrator.executeParallel(specs, { signal }));
  for (let round = 0; round < rounds; round += 1) {
    together.push(
      await measure(paths, (orchestrator, specs) => orchestrator.executeParallel(specs, { signal })),
    );
    oneByOne.push(
      await measure(paths, (orchestrator, specs) => orchestrator.executeSequential(specs, { signal })),
    );
  }
  return {
    rounds,
    togetherMs: findMedian(together),
    oneByOneMs: findMedian(oneByOne),
    roundsWon: together.filter((time, round) => time < oneByOne[round]).length,
  };
}

/** True when the difference stands out from measurement noise: in every round, which chance gives once in 32 times. */
export function isSaving({ rounds: measured, togetherMs, oneByOneMs, roundsWon }: Saving): boolean {
  return roundsWon === measured && oneByOneMs - togetherMs > oneByOneMs * leastShare;
}

/** The time of one round with agents that know nothing yet. */
async function measure(
  paths: readonly string[],
  work: (orchestrator: Orchestrator, specs: readonly TaskSpec[]) => Promise<unknown>,
): Promise<number> {
  const orchestrator = new Orchestrator();
  const specs = paths.map((path, position): TaskSpec => {
    const agentType = `reader-${position}`;
    const reader = createKnowledgeAgent({ folder: dirname(path), include: basename(path) });
    orchestrator.registerAgent({ ...reader, agentType });
    return { agentType, description: "Research what this package is for" };
  });
  try {
    const startedAt = systemRuntime.now();
    await work(orchestrator, specs);
    return systemRuntime.now() - startedAt;
  } finally {
    await orchestrator.close();
  }
}

function findMedian(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1];
}
