import { runProbe } from "./run-probe.ts";
import { summarize, type Summary } from "./summarize.ts";

/** Processor time of an import in a fresh process, in milliseconds. */
export interface ColdStart {
  readonly specifier: string;
  readonly cost: Summary;
}

const specifiers = ["fastq", "p-queue", "@convoke/core"];

/** Measures the packages as they are published; without a build of `@convoke/core` it is left out. */
export function measureColdStarts(rounds: number): readonly ColdStart[] {
  const samples = new Map<string, number[]>(specifiers.filter(isBuilt).map((specifier) => [specifier, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [specifier, taken] of samples) taken.push(measure(specifier));
  }
  return Array.from(samples, ([specifier, taken]) => ({ specifier, cost: summarize(taken) }));
}

function measure(specifier: string): number {
  return runProbe("cold-start", [specifier], { fromSource: false }) as number;
}

function isBuilt(specifier: string): boolean {
  try {
    measure(specifier);
    return true;
  } catch (error) {
    if (String(error).includes("ERR_MODULE_NOT_FOUND")) return false;
    throw error;
  }
}
