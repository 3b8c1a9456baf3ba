import type { ModelMessage, ModelReply, ModelRequest } from "@convoke/core";
import type { ActionDefinition } from "../action/action-definition.ts";
import type { ActionProblem, ParsedMessage } from "../action/written-action.ts";

/** How actions travel: in the text of a message, or as calls of tools. */
export type TransportKind = "text" | "tools";

/** Reads one reply while it comes in. */
export interface ReplyReader {
  /** Takes the next piece of text, and gives the prose that is certain by now: what can be shown at once. */
  push(text: string): string;
  /** Takes the whole reply; what it says is the same however its text was cut, also when nothing was pushed. */
  end(reply: ModelReply): ParsedMessage;
}

/** What became of an action, as the model is told. */
export interface ActionAnswer {
  /** Which call it answers; left out for actions that came as text. */
  readonly toolCallId?: string;
  /** Notes and fenced data. */
  readonly text: string;
}

/** Carries actions from a model, and what became of them back to it; one for each run. */
export interface Transport {
  readonly kind: TransportKind;
  /** What a request carries beside its messages; the list of tools is the same bytes every time, the mask is `toolChoice`. */
  createRequestParts(allowed: readonly string[]): Pick<ModelRequest, "tools" | "toolChoice" | "stop">;
  createReader(): ReplyReader;
  /** The problems of `readAction` with their examples in the form in which this model acts. */
  explainProblems(problems: readonly ActionProblem[]): readonly ActionProblem[];
  /** The reply as the history keeps it. */
  createAssistantMessage(reply: ModelReply): ModelMessage;
  /**
   * The messages that answer a reply: its actions' answers, then `rest` (notes, problems, the state line). Calls of which no
   * answer is given are answered too, since a service refuses a history in which one is open.
   */
  createAnswer(
    reply: ModelReply,
    parts: { readonly answers: readonly ActionAnswer[]; readonly rest: string },
  ): readonly ModelMessage[];
}

/** What a transport is made of. */
export interface TransportOptions {
  readonly definitions: readonly ActionDefinition[];
  /** The marker of the run's fences: what stands within them is inert, also when a model repeats it. */
  readonly marker: string;
}
