import type { EstimateCorrection } from "../plan/plan.ts";
import { round } from "../text/round.ts";
import type { Estimator, PricedRequest } from "./estimator.ts";

interface Figures {
  readonly seconds: number;
  readonly costUsd: number;
}

/** Expected figures as a correction makes them; where nothing was expected, the average that was measured. */
export function applyCorrection({ seconds, costUsd }: Figures, correction: EstimateCorrection): Figures {
  return {
    seconds: seconds > 0 ? seconds * correction.timeFactor : (correction.seconds ?? 0),
    costUsd: costUsd > 0 ? costUsd * correction.costFactor : (correction.costUsd ?? 0),
  };
}

/** The figures before a correction: what `applyCorrection` was given. */
export function removeCorrection(corrected: Figures, correction: EstimateCorrection | undefined): Figures {
  if (correction === undefined) return corrected;
  const { timeFactor, costFactor, seconds, costUsd } = correction;
  return {
    seconds: isAverage(corrected.seconds, seconds) ? 0 : divide(corrected.seconds, timeFactor),
    costUsd: isAverage(corrected.costUsd, costUsd) ? 0 : divide(corrected.costUsd, costFactor),
  };
}

/** A factor of nothing, which only a plan of others can carry, leaves nothing to conclude from. */
function divide(corrected: number, factor: number): number {
  const expected = corrected / factor;
  return Number.isFinite(expected) ? expected : corrected;
}

/** Plans carry rounded figures. */
function isAverage(corrected: number, average: number | undefined): boolean {
  return average !== undefined && round(corrected) === round(average);
}

/** The correction that a plan has used for such a step. */
export function findCorrection(
  corrections: readonly EstimateCorrection[] | undefined,
  { agentType, capability }: { readonly agentType: string; readonly capability?: string | undefined },
): EstimateCorrection | undefined {
  return corrections?.find((one) => one.agentType === agentType && one.capability === capability);
}

/** The corrections that the steps' prices contain, each once, in the order of the steps. */
export function collectCorrections(
  steps: readonly PricedRequest[],
  estimator: Estimator,
): EstimateCorrection[] {
  const found = new Map<string, EstimateCorrection>();
  for (const step of steps) {
    const { correction } = estimator.price(step);
    if (correction === undefined) continue;
    const key = JSON.stringify([correction.agentType ?? null, correction.capability ?? null]);
    if (!found.has(key)) found.set(key, correction);
  }
  return [...found.values()];
}

/** Less than this share is not worth a sentence. */
const worthSaying = 0.05;

/**
 * Corrections in words, for a plan's assumptions; nothing about those that change next to nothing.
 *
 * @example
 * describeCorrections([{ agentType: "code", timeFactor: 1.8, costFactor: 1, samples: 5 }]);
 * // ["Estimates for code are 1.8 times the announced ones, because 5 earlier steps took that long."]
 */
export function describeCorrections(corrections: readonly EstimateCorrection[]): string[] {
  return corrections.flatMap((correction) => {
    const { agentType, capability, timeFactor, costFactor, samples } = correction;
    const who = [capability, agentType].filter((name) => name !== undefined).join(" by ");
    const steps = samples === 1 ? "1 earlier step" : `${samples} earlier steps`;
    return [
      ...(Math.abs(timeFactor - 1) < worthSaying
        ? []
        : [
            `Estimates for ${who} are ${show(timeFactor)} times the announced ones, because ${steps} took that long.`,
          ]),
      ...(Math.abs(costFactor - 1) < worthSaying
        ? []
        : [
            `Costs for ${who} are ${show(costFactor)} times the announced ones, because ${steps} cost that much.`,
          ]),
      ...(correction.seconds === undefined || correction.seconds === 0
        ? []
        : [
            `${capitalize(who)} was expected to take no time; ${steps} took ${show(correction.seconds)} s on average.`,
          ]),
      ...(correction.costUsd === undefined || correction.costUsd === 0
        ? []
        : [
            `${capitalize(who)} was expected to cost nothing; ${steps} cost ${show(correction.costUsd)} USD on average.`,
          ]),
    ];
  });
}

function show(value: number): number {
  return Number(value.toPrecision(2));
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
