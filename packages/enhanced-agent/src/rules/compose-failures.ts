import { quoteText } from "./cite.ts";
import type { StepState } from "./step.ts";

const longestReason = 400;

/** A line for each step without a result: what, who, and the error as it was told. */
export function composeFailures(states: readonly StepState[]): string[] {
  return states.flatMap(({ step, asking, results, votes: lines = [], status }) => {
    if (status === "done" || status === "open") return [];
    const task = shorten(quoteText(asking.task), 200);
    if (status === "lost")
      return [`- Not done: ${task}. The request to ${asking.agentType} was not carried out.`];
    const reasons = results.map(
      ({ agentType, status: how, text }) => `${agentType} ${sayHow(how)}: ${reasonOf(text)}`,
    );
    if (lines.length > 0)
      return [
        `- Not done: ${task} (a vote of ${step.votes ?? lines.length}). Nobody answered: ${reasonOf([...new Set(lines)].join("; "))}`,
      ];
    const whole = [...new Set(reasons)].join("; then ");
    const votes = step.votes === undefined ? "" : ` (a vote of ${step.votes})`;
    return [`- Not done: ${task}${votes}. ${whole}`];
  });
}

function sayHow(status: string): string {
  return status === "cancelled" ? "was cancelled" : "failed";
}

function reasonOf(text: string): string {
  const line = quoteText(text).replace(/\s+/g, " ").trim();
  const reason = shorten(line === "" ? "no reason was given" : line, longestReason);
  return /[.!?…]$/.test(reason) ? reason : `${reason}.`;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
