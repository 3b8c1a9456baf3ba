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
  readonly savedMs: number;
}

const rounds = 5;

/**
 * Measures the same tasks together and one by one, in turn, on an orchestrator of its own.
 *
 * Durations of overlapping tasks cannot tell: each holds the time spent waiting for the others. Several
 * rounds, because the first ones also pay for code that has not been compiled yet.
 */
export async function measureSaving(
  specs: readonly TaskSpec[],
  { index, signal }: { index: KnowledgeIndex; signal: AbortSignal },
): Promise<Saving> {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createKnowledgeAgent({ index }));
  const together: number[] = [];
  const oneByOne: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      together.push(await measure(() => orchestrator.executeParallel(specs, { signal })));
      oneByOne.push(await measure(() => orchestrator.executeSequential(specs, { signal })));
    }
  } finally {
    await orchestrator.close();
  }
  const [togetherMs, oneByOneMs] = [findMedian(together), findMedian(oneByOne)];
  return { rounds, togetherMs, oneByOneMs, savedMs: oneByOneMs - togetherMs };
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const startedAt = systemRuntime.now();
  await work();
  return systemRuntime.now() - startedAt;
}

function findMedian(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1];
}
