import { describeThrown, ErrorCode } from "@convoke/core";
import type { EnhancedResult } from "../enhanced-result.ts";
import { EnhancedAgentError, type EnhancedAgentErrorReason } from "../errors/enhanced-agent-error.ts";
import type { EvidenceSource } from "../evidence/evidence.ts";
import { bindCitations } from "../verify/bind-citations.ts";
import { askStore, patienceWithStores } from "./ask-store.ts";
import { elapsed } from "./next-message.ts";
import type { Run } from "./run.ts";
import { shortenPrompt } from "./shorten-prompt.ts";

/** Makes the result of a run that has ended, and keeps what later runs are to know; throws why there is no answer. */
export async function conclude(run: Run): Promise<EnhancedResult> {
  const { setup, opening, state, ledger } = run;
  const { answer, plan = { steps: [], criteria: [] }, checks, end } = state;
  const evidence = ledger.evidence.map(({ result: _result, ...rest }) => rest);
  const { delegations } = ledger;
  if (end?.kind !== "answered" || answer === undefined) {
    const { reason, message } = explainEnd(run);
    throw new EnhancedAgentError(reason, message, {
      cause: run.cause,
      details: {
        evidence,
        delegations,
        checks,
        ...(answer !== undefined && { answer }),
        plan,
        states: state.entered,
        refusals: run.refusals,
        steps: state.steps,
        usage: run.usage,
        sessionId: opening.sessionId,
      },
    });
  }
  const citations = bindCitations(answer, ledger.evidence);
  await keepExchange(run, answer, citations);
  const lesson = await keepLesson(run, citations);
  return {
    answer,
    citations,
    evidence,
    delegations,
    plan,
    checks,
    states: state.entered,
    refusals: run.refusals,
    ...(lesson !== undefined && { lesson }),
    steps: state.steps,
    usage: run.usage,
    method: setup.method,
    ...(setup.modelName !== undefined && { modelName: setup.modelName }),
    sessionId: opening.sessionId,
  };
}

/** A run that stood still because the budget let it delegate nothing has used its budget up. */
function explainEnd({ state: { end }, ledger }: Run): {
  readonly reason: EnhancedAgentErrorReason;
  readonly message: string;
} {
  if (end?.kind !== "failed") return { reason: "no_progress", message: "The run ended without an answer" };
  const { failure } = ledger.delegations.at(-1) ?? {};
  if (end.reason !== "no_progress" || failure?.code !== ErrorCode.BUDGET_EXCEEDED) return end;
  return { reason: "budget_used_up", message: `${failure.message}. ${end.message}` };
}

/** Tokens of a prompt that are kept: 15,000 characters in English, a third of it in Chinese. */
const tokensOfKeptPrompt = 5_000;

/** The answer stands, whatever becomes of its record: a store that fails is reported. */
async function keepExchange(run: Run, answer: string, sources: readonly EvidenceSource[]): Promise<void> {
  const { context, request, setup, opening } = run;
  const exchange = {
    taskId: request.taskId,
    prompt: shortenPrompt(request.prompt, tokensOfKeptPrompt),
    answer,
    sources,
    at: context.runtime.now(),
  };
  await keep(run, "exchange", () => setup.sessions.append(opening.sessionId, exchange));
}

/** Characters of what was asked for, as a lesson keeps it. */
const longestSituation = 2_000;

async function keepLesson(run: Run, citations: readonly EvidenceSource[]): Promise<string | undefined> {
  const { context, request, setup, ledger, lesson } = run;
  if (!setup.learn || lesson === undefined) return undefined;
  const cited = new Set(citations.map(({ id }) => id.split(".")[0]));
  const costs = ledger.delegations.map(({ costUsd = 0 }) => costUsd);
  const kept = await keep(run, "lesson", () =>
    setup.lessons.add({
      id: request.taskId,
      situation: request.prompt.slice(0, longestSituation),
      lesson,
      agentTypes: [
        ...new Set(ledger.evidence.filter(({ id }) => cited.has(id)).map(({ agentType }) => agentType)),
      ],
      succeeded: true,
      costUsd: costs.reduce((sum, each) => sum + each, run.usage.costUsd ?? 0),
      elapsedMs: elapsed(run),
      at: context.runtime.now(),
    }),
  );
  if (!kept) return undefined;
  run.report({ type: "lesson-kept", lesson });
  return lesson;
}

async function keep(
  { context }: Run,
  what: "exchange" | "lesson",
  work: () => Promise<void>,
): Promise<boolean> {
  return context.step(`a${context.attempt}-${what}`, async () => {
    try {
      await askStore(context, patienceWithStores, work);
      return true;
    } catch (error) {
      context.signal.throwIfAborted();
      context.report({ message: `The ${what} could not be kept: ${describeThrown(error)}` });
      return false;
    }
  });
}
