import { shorten } from "../text/phrases.ts";
import { alternativeMethod } from "./alternative-method.ts";
import { askPerson } from "./ask-person.ts";
import { dropOptional } from "./drop-optional.ts";
import type { FailedStep, ReplanSituation, Strategy, StrategyResult } from "./replan-tools.ts";
import { type ReplanDecision, replanStrategies, type ReplanStrategy } from "./replanning.ts";
import { retryElsewhere } from "./retry-elsewhere.ts";

const strategies: Readonly<Record<ReplanStrategy, Strategy>> = {
  "retry-elsewhere": retryElsewhere,
  "alternative-method": alternativeMethod,
  "drop-optional": dropOptional,
  ask: askPerson,
};

const refusals: Readonly<Record<ReplanStrategy, string>> = {
  "retry-elsewhere": "Not on another agent",
  "alternative-method": "Not by another method",
  "drop-optional": "Not without it",
  ask: "Not by asking",
};

/** A decision, and what a strategy made of the step; nothing when it is given up. */
export interface Decided {
  readonly decision: ReplanDecision;
  readonly result: Exclude<StrategyResult, { readonly kind: "refused" }> | undefined;
}

/** The longest error that an explanation quotes. */
const longestError = 200;

/** The first strategy that is a way to go on, and why those before it were none. */
export function decideStep(failed: FailedStep, situation: ReplanSituation): Decided {
  const { step } = failed;
  const reasons: string[] = [];
  for (const strategy of situation.strategies ?? replanStrategies) {
    const result = strategies[strategy](failed, situation);
    if (result.kind === "refused") {
      reasons.push(`${refusals[strategy]}: ${endSentence(result.reason)}`);
      continue;
    }
    const words = "reason" in result ? [result.reason] : [];
    return {
      decision: {
        stepId: step.id,
        strategy,
        explanation: [sayFailure(failed), ...words, ...reasons].join(" "),
        replacedBy: result.kind === "steps" ? result.steps.map(({ id }) => id) : [],
        ...nameFailed(failed),
        ...(result.kind === "steps" && result.method !== undefined && { method: result.method }),
      },
      result,
    };
  }
  return { decision: giveUp(failed, ["Nothing is left to try.", ...reasons]), result: undefined };
}

/** The decision to do nothing more about a step. */
export function giveUp(failed: FailedStep, reasons: readonly string[]): ReplanDecision {
  return {
    stepId: failed.step.id,
    strategy: "give-up",
    explanation: [sayFailure(failed), ...reasons].join(" "),
    replacedBy: [],
    ...nameFailed(failed),
  };
}

function sayFailure({ step, outcome: { agentName, error = "it gave no reason" } }: FailedStep): string {
  const who = agentName === undefined ? "" : ` on “${agentName}”`;
  return endSentence(
    `Step “${step.id}” (${shorten(step.description)}) failed${who}: ${shorten(error, longestError)}`,
  );
}

function nameFailed({
  outcome: { agentType, agentName },
}: FailedStep): Pick<ReplanDecision, "failedBy"> | undefined {
  return agentType === undefined || agentName === undefined
    ? undefined
    : { failedBy: { agentType, agentName } };
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
