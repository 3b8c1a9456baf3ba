import type { OpenAttempt } from "./open-attempt.ts";

/** Keeps to the `maxConcurrency` of one agent across all coordinators. */
export interface SlotGate {
  /** Calls `proceed` once a slot is taken for the attempt; at once when it has one. */
  enter(attempt: OpenAttempt, proceed: () => void): void;
  holds(attempt: OpenAttempt): boolean;
  /** Gives its slot, or its place in line, back. */
  leave(attempt: OpenAttempt): void;
}
