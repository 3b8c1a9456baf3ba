import type { AgentEvent } from "@convoke/enhanced-agent";

/** What went wrong on the way, and what was made of it. */
export interface EventCounts {
  /** Actions that the state did not allow, and others that were refused. */
  refusals: number;
  /** Actions that were understood although their end was missing, and texts that were taken for the answer. */
  recoveries: number;
  /** What could not be read as an action. */
  problems: number;
  /** Answers that did not pass their checks. */
  failedChecks: number;
}

export function createEventCounts(): EventCounts {
  return { refusals: 0, recoveries: 0, problems: 0, failedChecks: 0 };
}

/** Adds what an event of a main agent tells. */
export function countEvent(counts: EventCounts, event: AgentEvent): void {
  if (event.type === "action-refused") counts.refusals += 1;
  else if (event.type === "problem-found") counts.problems += 1;
  else if (event.type === "action-to-confirm") counts.recoveries += 1;
  else if (event.type === "action-performed" && event.recovered) counts.recoveries += 1;
  else if (event.type === "answer-checked" && !event.passed) counts.failedChecks += 1;
}
