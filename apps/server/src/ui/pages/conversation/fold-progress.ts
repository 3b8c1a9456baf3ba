import type { AgentEvent } from "@convoke/enhanced-agent";
import type { EphemeralEvent, Progress } from "@convoke/core";
import type { ProgressRecap } from "../../../api/event.ts";
import { putQuestion } from "./put-question.ts";
import { type Live, nothingLive, type Note, rootOf, type Turn } from "./turn.ts";

type ProgressEvent = Extract<EphemeralEvent, { readonly type: "task-progress" }>;

/** Characters of one reply, replies and notes that are kept; what is older gives way. */
const [longestText, mostTexts, mostNotes] = [200_000, 50, 50];

/** A turn after a report of progress. Reports carry no number, so that one is known by its moment and its words. */
export function foldProgress(turn: Turn, { taskId, at, progress }: ProgressEvent): Turn {
  const heard = hear(turn.live.heard, taskId, { at, progress });
  if (heard === undefined) return turn;
  return foldEntry({ ...turn, live: { ...turn.live, heard } }, taskId, progress);
}

/** A turn after all that is still known of a task's progress, which takes the place of what was known. */
export function foldRecap(turn: Turn, { taskId, at, entries }: ProgressRecap): Turn {
  const known = turn.live.heard[taskId];
  if (known !== undefined && at < known.at) return turn;
  const { [taskId]: _, ...others } = turn.live.heard;
  const live = isRoot(turn, taskId)
    ? { ...nothingLive, progress: turn.live.progress }
    : { ...turn.live, progress: { ...turn.live.progress, [taskId]: {} } };
  const start: Turn = { ...turn, live: { ...live, heard: others } };
  const said = entries.filter((entry) => entry.at === at).map(({ progress }) => JSON.stringify(progress));
  const folded = entries.reduce((each, { progress }) => foldEntry(each, taskId, progress), start);
  return { ...folded, live: { ...folded.live, heard: { ...others, [taskId]: { at, said } } } };
}

function foldEntry(turn: Turn, taskId: string, { fraction, message, data }: Progress): Turn {
  if (isRoot(turn, taskId) && isAgentEvent(data)) return foldAgentEvent(turn, data, taskId);
  const before = turn.live.progress[taskId];
  const told = {
    ...before,
    ...(fraction !== undefined && { fraction }),
    ...(message !== undefined && { message }),
  };
  return { ...turn, live: { ...turn.live, progress: { ...turn.live.progress, [taskId]: told } } };
}

function isRoot(turn: Turn, taskId: string): boolean {
  return taskId === (rootOf(turn)?.taskId ?? turn.runId);
}

function hear(
  heard: Live["heard"],
  taskId: string,
  { at, progress }: { readonly at: number; readonly progress: Progress },
): Live["heard"] | undefined {
  const known = heard[taskId];
  if (known !== undefined && at < known.at) return undefined;
  const words = JSON.stringify(progress);
  const said = known?.at === at ? known.said : [];
  if (said.includes(words)) return undefined;
  return { ...heard, [taskId]: { at, said: [...said, words] } };
}

function isAgentEvent(data: unknown): data is AgentEvent {
  return typeof data === "object" && data !== null && "type" in data && typeof data.type === "string";
}

function foldAgentEvent(turn: Turn, event: AgentEvent, taskId: string): Turn {
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
  return [...texts.slice(0, -1), { step, text: (last.text + text).slice(0, longestText) }];
}
