/** A conversation as this browser remembers it; what was said stays with the runs on the server. */
export interface KeptConversation {
  readonly sessionId: string;
  /** How it began. */
  readonly title: string;
  /** When something was last said, in milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** Oldest first. */
  readonly runIds: readonly string[];
}

/** Where the history is kept: `localStorage`, or what a test has in its place. */
export type HistoryStorage = Pick<Storage, "getItem" | "setItem">;

const storageKey = "convoke-conversations";
const [mostConversations, mostRuns, longestTitle] = [50, 100, 120];

/** The conversations of this browser, the latest first; what cannot be read counts as nothing. */
export function readHistory(storage: HistoryStorage): readonly KeptConversation[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isKept).slice(0, mostConversations) : [];
  } catch {
    return [];
  }
}

/** Notes a run of a conversation; the oldest conversations give way, and a storage that is full or closed is left alone. */
export function noteRun(
  storage: HistoryStorage,
  { sessionId, runId, prompt, at }: { sessionId: string; runId: string; prompt: string; at: number },
): readonly KeptConversation[] {
  const history = readHistory(storage);
  const known = history.find((each) => each.sessionId === sessionId);
  const runIds = [...(known?.runIds ?? []).filter((each) => each !== runId), runId].slice(-mostRuns);
  const title = known?.title ?? prompt.replace(/\s+/g, " ").trim().slice(0, longestTitle);
  const others = history.filter((each) => each.sessionId !== sessionId);
  return write(storage, [{ sessionId, title, at, runIds }, ...others].slice(0, mostConversations));
}

/** Forgets a conversation in this browser; its runs stay on the server. */
export function forget(storage: HistoryStorage, sessionId: string): readonly KeptConversation[] {
  return write(
    storage,
    readHistory(storage).filter((each) => each.sessionId !== sessionId),
  );
}

function write(storage: HistoryStorage, history: readonly KeptConversation[]): readonly KeptConversation[] {
  try {
    storage.setItem(storageKey, JSON.stringify(history));
  } catch {
    // A private window may refuse: the conversation goes on, and a reload does not find it.
  }
  return history;
}

function isKept(value: unknown): value is KeptConversation {
  if (typeof value !== "object" || value === null) return false;
  const { sessionId, title, at, runIds } = value as Partial<KeptConversation>;
  return (
    typeof sessionId === "string" &&
    typeof title === "string" &&
    typeof at === "number" &&
    Array.isArray(runIds) &&
    runIds.every((each) => typeof each === "string")
  );
}
