import { ErrorCode, OrchestrationError } from "@convoke/core";
import { cleanText } from "../text/phrases.ts";

/** Characters; a longer text is a document, not a goal. */
const longestGoal = 10_000;

/**
 * The goal of a task: its input's `task`, else its description.
 *
 * Throws `invalid_input` when it is no text, empty, or longer than 10,000 characters.
 */
export function readGoalText(task: unknown, description: unknown): string {
  const text = task === undefined ? description : task;
  if (typeof text !== "string") {
    throw refuse(
      `The goal is ${describe(text)} instead of a text: give it in words, e.g. { task: "Build a REST API for invoices" }.`,
    );
  }
  if (text.length > longestGoal) {
    throw refuse(
      `The goal has ${text.length} characters, the planner takes ${longestGoal}: say in a few sentences what shall come out, and pass the long text as research.`,
    );
  }
  if (cleanText(text) === "") {
    throw refuse(
      'The goal is empty: say in words what shall come out, e.g. { task: "Build a REST API for invoices" }.',
    );
  }
  return text;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "a list" : `of type ${typeof value}`;
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, message);
}
