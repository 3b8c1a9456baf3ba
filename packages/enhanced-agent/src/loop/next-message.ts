import { describeThrown, ErrorCode, OrchestrationError } from "@convoke/core";
import type { MachineEvent } from "../machine/machine-event.ts";
import { readBlocks } from "../prompt/fence-with.ts";
import { formatObservation, formatOutcome } from "../prompt/observation.ts";
import { trimHistory } from "../prompt/trim-history.ts";
import { askModel } from "./ask-model.ts";
import { readReply } from "./read-reply.ts";
import { createUntold, type Run } from "./run.ts";

/** Codes of errors after which a run cannot go on, because it is not its owner's any more. */
const fatal: readonly ErrorCode[] = [ErrorCode.LEASE_LOST, ErrorCode.STORE_FAILED, ErrorCode.CLOSED];

/** Problems of one message that the model is told of. */
const mostProblems = 12;

/** Tells the model what became of its last message, and takes its next one. */
export async function askForMessage(run: Run, isLastStep: boolean): Promise<MachineEvent> {
  const { setup, transport } = run;
  const { state } = run.state;
  const step = run.state.steps + 1;
  const allowed = offer(run, setup.mask.allowedIn(state));
  answerLastReply(run, isLastStep);
  const { fits, messages, tokens } = trimHistory(run.history, { maxTokens: setup.historyTokens });
  run.history = messages;
  if (!fits) return { type: "stop", reason: "conversation_too_long", message: tooLong(tokens, setup) };
  const { signal } = run.deadline;
  const requireTime = (): void => {
    if (run.deadline.hasPassed())
      throw new OrchestrationError(ErrorCode.TIMEOUT, timeIsOver("the model was to be asked"));
  };
  const onText = (text: string): void => run.report({ type: "text", text, step });
  try {
    const turn = { step, messages: run.history, allowed, transport, signal, requireTime, onText };
    const reply = await askModel(turn, setup, run.context);
    addUsage(run, reply.usage);
    run.history = [...run.history, transport.createAssistantMessage(reply)];
    const before = run.last?.message.key;
    run.last = readReply(reply, run);
    if (run.last.message.key === before)
      for (const { written } of run.last.actions) run.repeated.add(written.name);
  } catch (error) {
    return explainError(run, error);
  }
  const { problems, unread, message } = run.last;
  for (const problem of problems.slice(0, mostProblems)) run.report({ type: "problem-found", problem, step });
  run.untold.problems.push(...problems.slice(0, mostProblems));
  if (problems.length > mostProblems)
    run.untold.notes.push(`${problems.length - mostProblems} more problems were found; mend these first.`);
  if (unread > 0)
    run.untold.notes.push(
      `The last ${unread} actions were not read: write at most 32 actions in one message.`,
    );
  return { type: "message", message, elapsedMs: elapsed(run) };
}

/**
 * What a model that calls tools may call. Until something new comes, not what it has already said twice: small models do not
 * stop by being told. The mask is as it was, so that nothing is refused for it.
 */
function offer({ repeated, state }: Run, allowed: readonly string[]): readonly string[] {
  if (state.stepsWithoutProgress === 0) repeated.clear();
  const others = allowed.filter((name) => !repeated.has(name));
  return others.length === 0 ? allowed : others;
}

/** Milliseconds since the run began, also over a crash. */
export function elapsed({ context, opening }: Pick<Run, "context" | "opening">): number {
  return Math.max(0, context.runtime.now() - opening.startedAt);
}

function tooLong(tokens: number, { historyTokens }: Run["setup"]): string {
  return `The conversation takes ${tokens} tokens, also shortened, and historyTokens allows ${historyTokens}: allow more, as far as the model can read it`;
}

function answerLastReply(run: Run, isLastStep: boolean): void {
  const { last, untold, opening, setup, transport } = run;
  if (last === undefined) return;
  const { marker } = opening;
  const { state } = run.state;
  const answers = [...untold.outcomes]
    .sort(([left], [right]) => left - right)
    .map(([position, named]) => {
      const toolCallId = last.actions[position]?.written.toolCallId;
      return { ...(toolCallId !== undefined && { toolCallId }), text: formatOutcome(marker, named) };
    });
  const rest = formatObservation({
    marker,
    notes: untold.notes,
    problems: untold.problems,
    state,
    allowed: setup.mask.allowedIn(state),
    isLastStep,
  });
  const told = transport.createAnswer(last.reply, { answers, rest });
  run.dictation.listen(readBlocks(marker, told));
  run.history = [...run.history, ...told];
  run.untold = createUntold();
}

/** What the run ends with when the model gave no reply; rejects with the reason when the task itself was ended. */
function explainError(run: Run, error: unknown): MachineEvent {
  run.context.signal.throwIfAborted();
  run.cause = error;
  if (run.deadline.hasPassed())
    return { type: "stop", reason: "time_used_up", message: timeIsOver("the model was writing") };
  if (OrchestrationError.is(error)) {
    if (fatal.includes(error.code)) throw error;
    if (error.code === ErrorCode.BUDGET_EXCEEDED) {
      const message = `The budget has no room for another reply of the model: ${error.message}`;
      return { type: "stop", reason: "budget_used_up", message };
    }
  }
  return {
    type: "stop",
    reason: "model_failed",
    message: `The model could not be asked: ${describeThrown(error)}`,
  };
}

export function timeIsOver(doing: string): string {
  return `The time that stopWhen allows was over while ${doing}`;
}

function addUsage(run: Run, { inputTokens, outputTokens, costUsd }: Run["usage"]): void {
  const { usage } = run;
  const cost = costUsd === undefined ? usage.costUsd : (usage.costUsd ?? 0) + costUsd;
  run.usage = {
    inputTokens: usage.inputTokens + inputTokens,
    outputTokens: usage.outputTokens + outputTokens,
    ...(cost !== undefined && { costUsd: cost }),
  };
}
