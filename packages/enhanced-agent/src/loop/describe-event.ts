import type { AgentEvent } from "./agent-event.ts";

const longestText = 200;

/** An event in a sentence for people. */
export function describeEvent(event: AgentEvent): string {
  switch (event.type) {
    case "state-entered":
      return `Now ${event.state}`;
    case "text":
      return cut(event.text);
    case "action-performed":
      return `${event.action} in ${event.state}`;
    case "action-refused":
      return cut(event.message);
    case "action-to-confirm":
      return `${event.action} is to be confirmed`;
    case "text-taken-as-answer":
      return "Text without an action is taken for the answer";
    case "problem-found":
      return cut(
        `Line ${event.problem.line}: expected ${event.problem.expected}, found ${event.problem.found}`,
      );
    case "approval-pending":
      return `${event.action} waits for leave`;
    case "approval-given":
      return `${event.action}: leave is given`;
    case "approval-denied":
      return `${event.action}: leave is denied`;
    case "delegation-settled": {
      const { agentType, status, task } = event.delegation;
      return cut(`${agentType} ${status}: ${task}`);
    }
    case "answer-checked":
      return event.passed ? "The answer passed" : "The answer did not pass";
    case "lesson-kept":
      return cut(`Lesson: ${event.lesson}`);
  }
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longestText ? line : `${line.slice(0, longestText - 1)}…`;
}
