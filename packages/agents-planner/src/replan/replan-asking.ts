import { awaitUnlessAborted, ErrorCode, OrchestrationError } from "@convoke/core";
import type { Plan } from "../plan/plan.ts";
import { replan } from "./replan.ts";
import type { ReplanTools } from "./replan-tools.ts";
import type { ReplanAnswer, Replanning, ReplanQuestion, StepOutcome } from "./replanning.ts";

/** Asks a person about a failed step. */
export type AskAboutStep = (question: ReplanQuestion) => Promise<ReplanAnswer> | ReplanAnswer;

/**
 * Replans, and asks where only a person can decide, one question after the other; `"stop"` ends the asking.
 *
 * An `ask` that rejects counts as no answer: the step is given up. Rejects with the signal's reason once it aborts.
 */
export async function replanAsking(
  plan: Plan,
  outcomes: readonly StepOutcome[],
  tools: ReplanTools,
  ask: AskAboutStep,
  signal?: AbortSignal,
): Promise<Replanning> {
  const answers = new Map<string, ReplanAnswer | Error>(tools.answers);
  for (;;) {
    const replanning = replan(plan, outcomes, { ...tools, answers });
    if (replanning.questions.length === 0) return replanning;
    for (const question of replanning.questions) {
      // Whoever is asked gets a question that cannot be changed: what was asked about is known here.
      const { stepId, choices } = question;
      const asked = Object.freeze({ ...question, choices: Object.freeze([...choices]) });
      const answer = await awaitUnlessAborted(signal, () => askSafely(ask, asked));
      answers.set(stepId, answer);
      if (answer === "stop") break;
    }
  }
}

/** Answers are read here and only once: what throws when it is read is no answer. */
async function askSafely(ask: AskAboutStep, question: ReplanQuestion): Promise<ReplanAnswer | Error> {
  try {
    const answer: unknown = await ask(question);
    if (answer === undefined || answer === null)
      return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, "the answer was empty");
    if (typeof answer !== "object" || answer instanceof Error) return answer as ReplanAnswer | Error;
    return (
      Object.hasOwn(answer, "result") ? { result: (answer as { result: unknown }).result } : {}
    ) as ReplanAnswer;
  } catch (error) {
    return OrchestrationError.from(error, ErrorCode.AGENT_FAILED);
  }
}
