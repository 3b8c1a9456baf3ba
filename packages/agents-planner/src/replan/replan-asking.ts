import { ErrorCode, OrchestrationError } from "@convoke/core";
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
      const answer = await answerUnlessAborted(ask, question, signal);
      answers.set(question.stepId, answer);
      if (answer === "stop") break;
    }
  }
}

async function answerUnlessAborted(
  ask: AskAboutStep,
  question: ReplanQuestion,
  signal: AbortSignal | undefined,
): Promise<ReplanAnswer | Error> {
  signal?.throwIfAborted();
  const asked = askSafely(ask, question);
  if (signal === undefined) return asked;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([asked, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function askSafely(ask: AskAboutStep, question: ReplanQuestion): Promise<ReplanAnswer | Error> {
  try {
    const answer: ReplanAnswer | undefined = await ask(question);
    return answer ?? new OrchestrationError(ErrorCode.INVALID_ARGUMENT, "the answer was empty");
  } catch (error) {
    return OrchestrationError.from(error, ErrorCode.AGENT_FAILED);
  }
}
