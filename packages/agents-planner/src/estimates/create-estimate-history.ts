import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { EstimateCorrection } from "../plan/plan.ts";
import { greatestFigure } from "../text/figures.ts";
import { readForeign } from "../text/read-foreign.ts";
import { showValue } from "../text/show-value.ts";
import type { EstimateHistory, EstimateObservation } from "./estimate-history.ts";
import { factorBounds, type HistoryEntry, keyOf, readHistoryData } from "./history-data.ts";

/** How a history learns. */
export interface EstimateHistoryOptions {
  /** How much the newest step counts, above 0 and up to 1. @default 0.3 */
  readonly weight?: number;
  /** Kinds of steps that are remembered; of more, those that were used longest ago are forgotten. @default 1000 */
  readonly maxEntries?: number;
}

/**
 * Makes a history of what steps took, or restores one from what `toJSON` of another has written.
 *
 * Per agent type and capability it keeps an exponentially weighted moving average of actual / expected, one for time
 * and one for cost: `factor ← (1 − weight) · factor + weight · actual / expected`, from 1 at the beginning (S. W. Roberts,
 * "Control Chart Tests Based on Geometric Moving Averages", Technometrics 1 (3), 1959). Each ratio is held between
 * 1/1000 and 1000. Where nothing was expected there is no ratio: the same average is then taken of the seconds or USD
 * themselves, from 0 at the beginning, and stands in for estimates of 0.
 *
 * Throws `invalid_argument` for data that no history wrote, and for options out of range.
 *
 * @example
 * const history = createEstimateHistory(JSON.parse(await readFile("history.json", "utf8")));
 * await executePlan(orchestrator, plan, { history });
 * await writeFile("history.json", JSON.stringify(history));
 */
export function createEstimateHistory(data?: unknown, options: EstimateHistoryOptions = {}): EstimateHistory {
  const { weight = 0.3, maxEntries = 1000, ...others } = readOptions(options);
  checkOptions(weight, maxEntries, Object.keys(others));
  const entries = new Map<string, HistoryEntry>();
  const byCapability = new Map<string, Map<string, HistoryEntry>>();

  /** Puts an entry behind all others: it is the last to be forgotten. */
  function keep(key: string, entry: HistoryEntry): void {
    entries.delete(key);
    entries.set(key, entry);
    const { capability } = entry;
    if (capability !== undefined) {
      const sharing = byCapability.get(capability) ?? new Map<string, HistoryEntry>();
      byCapability.set(capability, sharing.set(key, entry));
    }
    if (entries.size <= maxEntries) return;
    for (const [oldest, { capability: forgotten }] of entries) {
      entries.delete(oldest);
      const sharing = forgotten === undefined ? undefined : byCapability.get(forgotten);
      sharing?.delete(oldest);
      if (sharing?.size === 0) byCapability.delete(forgotten ?? "");
      return;
    }
  }

  const average = (before: number, measured: number): number => (1 - weight) * before + weight * measured;

  for (const entry of data === undefined ? [] : readHistoryData(data)) {
    keep(keyOf(entry.agentType, entry.capability), entry);
  }

  return {
    record(observation) {
      const { agentType, capability, expected, actual } = readForeign(
        "The estimate history",
        "an observation",
        () => readObservation(observation),
      );
      const key = keyOf(agentType, capability);
      const before: Omit<HistoryEntry, "agentType"> = entries.get(key) ?? {
        timeFactor: 1,
        costFactor: 1,
        samples: 0,
      };
      const time = learn(before.timeFactor, before.seconds, expected.seconds, actual.seconds, average);
      const cost = learn(before.costFactor, before.costUsd, expected.costUsd, actual.costUsd, average);
      keep(key, {
        agentType,
        ...(capability !== undefined && { capability }),
        timeFactor: time.factor,
        costFactor: cost.factor,
        ...(time.absolute !== undefined && { seconds: time.absolute }),
        ...(cost.absolute !== undefined && { costUsd: cost.absolute }),
        samples: before.samples + 1,
      });
    },
    findCorrection({ agentType, capability }): EstimateCorrection | undefined {
      const entry =
        agentType === undefined
          ? findMostUsed(byCapability.get(capability ?? ""))
          : entries.get(keyOf(agentType, capability));
      if (entry === undefined) return undefined;
      keep(keyOf(entry.agentType, entry.capability), entry);
      return { ...entry };
    },
    toJSON: () => ({ version: 1, entries: [...entries.values()].map((entry) => ({ ...entry })) }),
  };
}

function learn(
  factor: number,
  absolute: number | undefined,
  expected: number,
  actual: number | undefined,
  average: (before: number, measured: number) => number,
): { readonly factor: number; readonly absolute: number | undefined } {
  if (actual === undefined) return { factor, absolute };
  // Averages of what is beyond any estimate must not grow beyond all numbers.
  if (expected === 0) return { factor, absolute: average(absolute ?? 0, Math.min(actual, greatestFigure)) };
  const { least, greatest } = factorBounds;
  const ratio = Math.min(greatest, Math.max(least, actual / expected));
  return { factor: Math.min(greatest, Math.max(least, average(factor, ratio))), absolute };
}

function findMostUsed(entries: ReadonlyMap<string, HistoryEntry> | undefined): HistoryEntry | undefined {
  let best: HistoryEntry | undefined;
  for (const entry of entries?.values() ?? []) if (entry.samples >= (best?.samples ?? 0)) best = entry;
  return best;
}

/** A checked copy. */
function readObservation(observation: EstimateObservation): EstimateObservation {
  if (!isObject(observation)) throw refuse(`an observation must be an object, not ${showValue(observation)}`);
  const { agentType, capability, expected, actual } = observation;
  if (!isName(agentType) || (capability !== undefined && !isName(capability))) {
    throw refuse(
      "an observation must say who did the step: pass agentType, and the capability where it is known, as text",
    );
  }
  if (!isObject(expected) || !isObject(actual))
    throw refuse("an observation needs expected and actual: pass { seconds, costUsd } for each");
  const copy = {
    agentType,
    capability,
    expected: { seconds: expected.seconds, costUsd: expected.costUsd },
    actual: { seconds: actual.seconds, costUsd: actual.costUsd },
  };
  const figures = {
    "expected.seconds": copy.expected.seconds,
    "expected.costUsd": copy.expected.costUsd,
    "actual.seconds": copy.actual.seconds,
    ...(copy.actual.costUsd !== undefined && { "actual.costUsd": copy.actual.costUsd }),
  };
  for (const [name, value] of Object.entries(figures)) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw refuse(
      `${name} of a step by “${agentType}” is ${showValue(value)}: pass a finite number that is not negative`,
    );
  }
  return copy;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function readOptions(options: EstimateHistoryOptions): EstimateHistoryOptions {
  if (!isObject(options)) throw refuse(`the options must be an object, not ${showValue(options)}`);
  return readForeign("The estimate history", "an option", () => ({ ...options }));
}

function checkOptions(weight: number, maxEntries: number, others: readonly string[]): void {
  if (others.length > 0) throw refuse(`unknown option “${others[0]}”: use weight and maxEntries`);
  if (!(typeof weight === "number" && weight > 0 && weight <= 1))
    throw refuse(`weight is ${showValue(weight)}: use a number above 0 and up to 1`);
  if (!(Number.isInteger(maxEntries) && maxEntries >= 1)) {
    throw refuse(`maxEntries is ${showValue(maxEntries)}: use a whole number from 1`);
  }
}

function refuse(problem: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `The estimate history: ${problem}.`);
}
