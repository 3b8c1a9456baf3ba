import { systemRuntime } from "@convoke/core";

/** A short word about what has just happened. */
export interface Notice {
  readonly id: string;
  readonly text: string;
  readonly tone: "plain" | "bad";
}

const mostNotices = 4;
const shownMs = 6_000;
let notices: readonly Notice[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Shows a notice for a while, and has it read out; `bad` ones stay until they are closed. */
export function announce(text: string, tone: Notice["tone"] = "plain"): void {
  const notice = { id: systemRuntime.createId(), text, tone };
  set([...notices, notice].slice(-mostNotices));
  if (tone === "plain") systemRuntime.schedule(() => dismiss(notice.id), shownMs);
}

/** Takes a notice away. */
export function dismiss(id: string): void {
  set(notices.filter((notice) => notice.id !== id));
}

/** The notices that are shown, as an external store of React. */
export const noticeStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): readonly Notice[] => notices,
};
