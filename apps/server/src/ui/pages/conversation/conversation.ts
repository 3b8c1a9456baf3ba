import { delay, type Runtime } from "@convoke/core";
import { type HistoryStorage, noteRun, readHistory } from "./history.ts";
import { foldEvent } from "./fold-event.ts";
import { foldApprovals, foldSnapshot, foldTask } from "./fold-snapshot.ts";
import type { Talk } from "./talk.ts";
import { createTurn, isOver, rootOf, type Turn, type WaitingQuestion } from "./turn.ts";

/** A conversation that is shown: its turns, kept up to date while somebody looks. */
export interface Conversation {
  readonly sessionId: string;
  /** As `useSyncExternalStore` asks; the runs are followed while there is a listener. */
  subscribe(listener: () => void): () => void;
  read(): readonly Turn[];
  /** Says something; resolves when the server has taken it, or has refused it, which the turn then says. */
  send(prompt: string): Promise<void>;
  /** Cancels the run of the last turn. */
  stop(): Promise<void>;
  answer(question: WaitingQuestion, approved: boolean): Promise<void>;
}

/** What a conversation needs of its surroundings. */
export interface ConversationOptions {
  readonly sessionId: string;
  readonly talk: Talk;
  readonly runtime: Runtime;
  readonly storage: HistoryStorage;
}

/** The eye sees no more changes in a second than this leaves. */
const paintMs = 40;
const [firstPauseMs, longestPauseMs] = [500, 10_000];

/** Opens a conversation with the turns that this browser remembers of it. */
export function createConversation({ sessionId, talk, runtime, storage }: ConversationOptions): Conversation {
  const kept = readHistory(storage).find((each) => each.sessionId === sessionId);
  let turns: readonly Turn[] = (kept?.runIds ?? []).map((runId) => createTurn(runId, "", runId));
  let shown = turns;
  let cancelPaint: (() => void) | undefined;
  let attached: AbortController | undefined;
  const listeners = new Set<() => void>();

  function change(key: string, fold: (turn: Turn) => Turn): void {
    turns = turns.map((turn) => (turn.key === key ? fold(turn) : turn));
    cancelPaint ??= runtime.schedule(paint, paintMs);
  }
  function paint(): void {
    cancelPaint?.();
    cancelPaint = undefined;
    shown = turns;
    for (const listener of listeners) listener();
  }
  const find = (key: string): Turn | undefined => turns.find((turn) => turn.key === key);

  /** Brings a turn up to date and follows its run to the end; again and again when the connection breaks. */
  async function keepUp(key: string, signal: AbortSignal): Promise<void> {
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(longestPauseMs, 2 * pauseMs)) {
      try {
        await bringUp(key, signal);
        if (isOver(find(key) ?? { status: "lost" })) return;
        const { runId, cursor } = find(key)!;
        await talk.follow(runId!, cursor, signal, (event) => {
          pauseMs = firstPauseMs;
          change(key, (turn) => foldEvent(turn, event));
          if (event.type === "task-waiting") void loadApprovals(key, signal).catch(() => undefined);
        });
      } catch (error) {
        if (signal.aborted) return;
        if (talk.isMissing(error)) return change(key, (turn) => ({ ...turn, status: "lost" }));
      }
      // The end of a stream is the end of the run, or of the connection: the next look tells which.
      if (!isOver(find(key) ?? { status: "lost" }))
        await delay(runtime, pauseMs, signal).catch(() => undefined);
    }
  }
  async function bringUp(key: string, signal: AbortSignal): Promise<void> {
    const { runId } = find(key)!;
    const detail = await talk.run(runId!, signal);
    change(key, (turn) => foldSnapshot(turn, detail));
    const root = rootOf(find(key)!);
    if (root === undefined) return;
    const task = await talk.task(root.taskId, signal);
    change(key, (turn) => foldTask(turn, task));
    if (!isOver(find(key)!)) await loadApprovals(key, signal);
  }
  async function loadApprovals(key: string, signal: AbortSignal): Promise<void> {
    const approvals = await talk.approvals(signal);
    change(key, (turn) => foldApprovals(turn, approvals));
  }
  function follow(turn: Turn): void {
    const needsLook = !isOver(turn) || (turn.status === "completed" && turn.result === undefined);
    if (attached !== undefined && turn.runId !== undefined && needsLook)
      void keepUp(turn.key, attached.signal);
  }

  return {
    sessionId,
    subscribe(listener) {
      listeners.add(listener);
      if (attached === undefined) {
        attached = new AbortController();
        for (const turn of turns) follow(turn);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        attached?.abort();
        attached = undefined;
        cancelPaint?.();
        cancelPaint = undefined;
        shown = turns;
      };
    },
    read: () => shown,
    async send(prompt) {
      const key = runtime.createId();
      turns = [...turns, createTurn(key, prompt)];
      paint();
      try {
        const runId = await talk.start({ prompt, sessionId, idempotencyKey: key });
        noteRun(storage, { sessionId, runId, prompt, at: runtime.now() });
        change(key, (turn) => ({ ...turn, runId, status: "running", startedAt: runtime.now() }));
        follow(find(key)!);
      } catch (error) {
        const failure = talk.describe(error);
        change(key, (turn) => ({ ...turn, status: "failed", failure }));
      }
      paint();
    },
    async stop() {
      const runId = turns.at(-1)?.runId;
      if (runId !== undefined) await talk.cancel(runId);
    },
    async answer({ taskId, key }, approved) {
      await talk.answer(taskId, key, approved);
    },
  };
}
