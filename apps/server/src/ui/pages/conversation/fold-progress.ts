import type { AgentEvent } from "@convoke/enhanced-agent";
import type { EphemeralEvent } from "@convoke/core";
import { putQuestion } from "./put-question.ts";
import { type Live, type Note, rootOf, type Turn } from "./turn.ts";

type ProgressEvent = Extract<EphemeralEvent, { readonly type: "task-progress" }>;

/** Characters of one reply, replies and notes that are kept; what is older gives way. */
const [longestText, mostTexts, mostNotes] = [200_000, 50, 50];

/**
 * A turn after a report of progress. Reports carry no number, so that one is known by its moment and its words: streams that
 * begin again repeat what was said last, in the same order.
 */
export function foldProgress(turn: Turn, event: ProgressEvent): Turn {
  const heard = hear(turn.live.heard, event);
  if (heard === undefined) return turn;
  const { fraction, message, data } = event.progress;
  const isRoot = event.taskId === (rootOf(turn)?.taskId ?? turn.runId);
  if (isRoot && isAgentEvent(data))
    return foldAgentEvent({ ...turn, live: { ...turn.live, heard } }, data, event);
  const before = turn.live.progress[event.taskId];
  const told = {
    ...before,
    ...(fraction !== undefined && { fraction }),
    ...(message !== undefined && { message }),
  };
  return {
    ...turn,
    live: { ...turn.live, heard, progress: { ...turn.live.progress, [event.taskId]: told } },
  };
}

function hear(heard: Live["heard"], event: ProgressEvent): Live["heard"] | undefined {
  const known = heard[event.taskId];
  if (known !== undefined && event.at < known.at) return undefined;
  const words = JSON.stringify(event.progress);
  const said = known?.at === event.at ? known.said : [];
  if (said.includes(words)) return undefined;
  return { ...heard, [event.taskId]: { at: event.at, said: [...said, words] } };
}

function isAgentEvent(data: unknown): data is AgentEvent {
  return typeof data === "object" && data !== null && "type" in data && typeof data.type === "string";
}

function foldAgentEvent(turn: Turn, event: AgentEvent, { taskId }: ProgressEvent): Turn {
  const { live } = turn;
  const withLive = (change: Partial<Live>): Turn => ({ ...turn, live: { ...live, ...change } });
  const note = (kind: Note["kind"], text: string): Turn =>
    withLive({ notes: [...live.notes, { kind, text }].slice(-mostNotes) });
  switch (event.type) {
    case "state-entered":
      return withLive({ states: [...live.states, event.state].slice(-mostTexts) });
    case "planned":
      return withLive({ plan: event.plan });
    case "text":
      return withLive({ texts: addText(live.texts, event.step, event.text) });
    case "action-refused":
      return note("refused", `${event.action} was refused: ${event.message}`);
    case "problem-found": {
      const { line, expected, found } = event.problem;
      return note("problem", `Line ${line} of what the model wrote: expected ${expected}, found “${found}”.`);
    }
    case "text-taken-as-answer":
      return note("problem", "The model wrote no action; its text is taken for the answer.");
    case "approval-pending": {
      const question = { taskId, key: `approve-${event.key}`, action: event.action, shown: event.shown };
      return { ...turn, waiting: putQuestion(turn.waiting, question) };
    }
    case "approval-denied":
      return note("denied", `${event.action} was denied.`);
    case "answer-checked":
      return withLive({ checks: [...live.checks, ...event.checks].slice(-2 * mostNotes) });
    case "lesson-kept":
      return withLive({ lesson: event.lesson });
    case "approval-given":
    case "action-performed":
    case "action-to-confirm":
    case "delegation-settled":
      return turn;
  }
  // A newer main agent may tell what this page does not know.
  return turn;
}

function addText(texts: Live["texts"], step: number, text: string): Live["texts"] {
  const last = texts.at(-1);
  if (last?.step !== step) return [...texts, { step, text }].slice(-mostTexts);
  return texts.with(-1, { step, text: (last.text + text).slice(0, longestText) });
}
