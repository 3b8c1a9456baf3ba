import { ErrorCode, OrchestrationError, type TaskRequest } from "@convoke/core";
import { type KnowledgeRequestInput, longestText, replaceControls, type RequestType } from "./input.ts";

/** A task as one of the tools understands it. */
export type KnowledgeRequest =
  | { readonly type: "search"; readonly query: string; readonly maxResults?: number | undefined }
  | {
      readonly type: "research";
      readonly question: string;
      readonly maxResults?: number | undefined;
      readonly split?: boolean | undefined;
    }
  | { readonly type: "verify_fact"; readonly claim: string; readonly maxResults?: number | undefined }
  | { readonly type: "retrieve"; readonly query: string; readonly maxResults?: number | undefined }
  | {
      readonly type: "index";
      readonly folder?: string | undefined;
      readonly include?: readonly string[] | undefined;
      readonly exclude?: readonly string[] | undefined;
    }
  | { readonly type: "read_page"; readonly url: string };

type Input = NonNullable<KnowledgeRequestInput>;

const typeOfCapability: Readonly<Record<string, RequestType>> = {
  web_search: "search",
  research: "research",
  verify_fact: "verify_fact",
  retrieve: "retrieve",
  index_documents: "index",
  read_page: "read_page",
};

/** Imperatives that introduce a subject: "Research React" is about React. */
const imperative =
  /^(?:please\s+)?(?:(?:do\s+(?:some\s+)?)?research(?:\s+(?:on|about|into))?|find\s+out(?:\s+about)?|investigate|look\s+(?:up|into)|search(?:\s+for)?|explore|study|tell\s+me(?:\s+about)?|explain|(?:verify|check|confirm)(?:\s+(?:that|whether|if))?|gather\s+information\s+(?:on|about))[\s:]+(?=\S)/i;

/**
 * Decides what a task asks for: its capability, else the input's `type`, else the field that is given,
 * else its description, which is researched. The field that belongs to the type is read first.
 */
export function interpretRequest(task: TaskRequest<KnowledgeRequestInput>): KnowledgeRequest {
  const input: Input = task.input ?? {};
  const type = findType(task.capability, input);
  const { claim, question, query } = input;
  const maxResults = input.maxResults ?? input.max_results;
  const describe = (): string => readDescription(task.description);
  switch (type) {
    case "search":
    case "retrieve":
      return { type, query: (query ?? question ?? claim ?? describe()).trim(), maxResults };
    case "research":
      return {
        type,
        question: (question ?? claim ?? query ?? describe()).trim(),
        maxResults,
        ...(input.split !== undefined && { split: input.split }),
      };
    case "verify_fact":
      return { type, claim: (claim ?? question ?? query ?? describe()).trim(), maxResults };
    case "index":
      return { type, folder: input.folder, include: input.include, exclude: input.exclude };
    case "read_page":
      return { type, url: input.url?.trim() ?? findAddress(task.description) };
  }
}

function findType(capability: string | undefined, input: Input): RequestType {
  const named = capability === undefined ? undefined : typeOfCapability[capability];
  if (named) return named;
  if (input.type) return input.type;
  if (input.claim !== undefined) return "verify_fact";
  if (input.question !== undefined) return "research";
  if (input.query !== undefined) return "search";
  if (input.folder !== undefined) return "index";
  return input.url !== undefined && input.goal === undefined ? "read_page" : "research";
}

/** The subject of a description, without the imperative before it. */
function readDescription(description: string): string {
  requireShort(description);
  const subject = replaceControls(description).trim().replace(imperative, "");
  if (subject !== "") return subject;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    "The task has neither an input nor a description; pass a query, a question or a claim, or describe the task.",
  );
}

function requireShort(description: string): void {
  if (description.length <= longestText) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `The description of the task must not be longer than 10,000 characters; it has ${description.length}. Shorten it, or pass a query, a question or a claim.`,
  );
}

/** The first web address in a description: "Read https://example.org" needs no input. */
function findAddress(description: string): string {
  requireShort(description);
  const address = /https?:\/\/[^\s<>"'`]{1,2000}/i.exec(description)?.[0].replace(/[.,;:!?)\]]+$/, "");
  if (address !== undefined) return address;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    'The task names no page to read; pass { type: "read_page", url: "https://…" }, or an address in the description.',
  );
}
