import { ErrorCode } from "@convoke/core";
import type { PlanStep } from "../plan/plan.ts";
import { refuse, type Strategy } from "./replan-tools.ts";
import type { ReplanAnswer, ReplanChoice, ReplanQuestion, StepOutcome } from "./replanning.ts";

const choices: readonly ReplanChoice[] = ["retry", "skip", "result", "stop"];

/** Without what its input refers to, the step can only fail again. */
const isHopeless = (code: string | undefined): boolean => code === ErrorCode.UNRESOLVED_REFERENCE;

/** What a person has said about the step; a question, while nobody has. */
export const askPerson: Strategy = ({ step, outcome }, { answers }) => {
  const answer = answers?.get(step.id);
  if (answer === undefined) return { kind: "question" };
  if (answer instanceof Error) return refuse(`there was no answer (${answer.message})`);
  if (answer === "retry" && isHopeless(outcome.code)) return refuse("tried again, it would miss the same");
  switch (answer) {
    case "retry":
      return {
        kind: "steps",
        steps: [step],
        productId: step.id,
        reason: "A person said to try it again.",
        costUsd: step.costEstimate,
      };
    case "skip":
      return { kind: "drop", reason: "A person said to go on without it." };
    case "stop":
      return { kind: "stop", reason: "A person said to end the plan here." };
    default:
      return isResult(answer)
        ? { kind: "result", result: answer.result, reason: "A person gave its result." }
        : refuse(
            'the answer was none of "retry", "skip", "stop" and { result }, so that nothing can be done with it',
          );
  }
};

/** What a person is asked about a step. */
export function askAbout(step: PlanStep, { error, code }: StepOutcome): ReplanQuestion {
  return {
    stepId: step.id,
    description: step.description,
    error: error ?? "It gave no reason.",
    choices: isHopeless(code) ? choices.filter((choice) => choice !== "retry") : choices,
  };
}

function isResult(answer: unknown): answer is Exclude<ReplanAnswer, string> {
  return typeof answer === "object" && answer !== null && Object.hasOwn(answer, "result");
}
