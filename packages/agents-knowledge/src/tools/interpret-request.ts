import { ErrorCode, OrchestrationError, type TaskRequest } from "@convoke/core";
import type { KnowledgeInput } from "./input.ts";

/** A task as one of the tools understands it. */
export interface KnowledgeRequest {
  readonly type: "search" | "research" | "verify_fact";
  /** The query, question or claim. */
  readonly text: string;
  readonly maxResults?: number;
}

const typeOfCapability: Readonly<Record<string, KnowledgeRequest["type"]>> = {
  web_search: "search",
  research: "research",
  verify_fact: "verify_fact",
};

const fieldOfType = { search: "query", research: "question", verify_fact: "claim" } as const;

/** Imperatives that introduce a subject: "Research React" is about React. */
const imperative =
  /^(?:please\s+)?(?:(?:do\s+(?:some\s+)?)?research(?:\s+(?:on|about|into))?|find\s+out(?:\s+about)?|investigate|look\s+(?:up|into)|search(?:\s+for)?|explore|study|tell\s+me(?:\s+about)?|explain|(?:verify|check|confirm)(?:\s+(?:that|whether|if))?|gather\s+information\s+(?:on|about))[\s:]+(?=\S)/i;

/**
 * Decides what a task asks for: its capability, else the input's `type`, else the field that is given,
 * else its description, which is researched. The field that belongs to the type is read first.
 */
export function interpretRequest(task: TaskRequest<KnowledgeInput>): KnowledgeRequest {
  const input = task.input ?? {};
  const type = findType(task.capability, input);
  const text =
    input[fieldOfType[type]] ??
    input.claim ??
    input.question ??
    input.query ??
    readDescription(task.description);
  const maxResults = input.maxResults ?? input.max_results;
  return { type, text: text.trim(), ...(maxResults !== undefined && { maxResults }) };
}

function findType(
  capability: string | undefined,
  input: NonNullable<KnowledgeInput>,
): KnowledgeRequest["type"] {
  const named = capability === undefined ? undefined : typeOfCapability[capability];
  if (named) return named;
  if (input.type) return input.type;
  if (input.claim !== undefined) return "verify_fact";
  if (input.question !== undefined) return "research";
  return input.query === undefined ? "research" : "search";
}

/** The subject of a description, without the imperative before it. */
function readDescription(description: string): string {
  const subject = description.trim().replace(imperative, "");
  if (subject !== "") return subject;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    "The task has neither an input nor a description; pass a query, a question or a claim, or describe the task.",
  );
}
