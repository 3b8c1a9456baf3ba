/** What a main agent tells of a question, before it asks. */
export interface PendingApproval {
  /** The key under which it waits for the answer. */
  readonly key: string;
  readonly action: string;
  readonly shown: string;
}

/** In characters: an action may carry a whole text. */
const longestShown = 20_000;

/** Reads the `data` of a task's progress; `undefined` when it tells of no question. */
export function readPendingApproval(data: unknown): PendingApproval | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { type, key, action, shown } = data as Readonly<Record<string, unknown>>;
  if (type !== "approval-pending" || typeof key !== "string") return undefined;
  return {
    // As the main agent names its waits.
    key: `approve-${key}`,
    action: typeof action === "string" ? action : "",
    shown: typeof shown === "string" ? shown.slice(0, longestShown) : "",
  };
}
