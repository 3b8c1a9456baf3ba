/** One message of a conversation with a language model. */
export interface ModelMessage {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string;
  /** For `tool`: which call this answers. */
  readonly toolCallId?: string;
  /** For `assistant`: the calls it made. */
  readonly toolCalls?: readonly ModelToolCall[];
}

/** A function that the model may ask for. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ModelToolCall {
  readonly id: string;
  readonly name: string;
  /** Parsed arguments; the raw text when it was not JSON. */
  readonly arguments: unknown;
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  /** JSON Schema that the reply's `object` must satisfy. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly tools?: readonly ModelTool[];
  readonly stop?: readonly string[];
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  readonly signal: AbortSignal;
  /** What the call is for, in a few words; shown in events, never sent. */
  readonly purpose: string;
}

export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd?: number;
}

export type ModelFinishReason = "stop" | "length" | "tool-calls" | "refusal";

export interface ModelReply {
  readonly text: string;
  /** The reply as `schema` describes it. */
  readonly object?: unknown;
  readonly toolCalls?: readonly ModelToolCall[];
  readonly usage: ModelUsage;
  readonly finishReason: ModelFinishReason;
}

/** A piece of a reply; the last one carries the whole reply. */
export type ModelDelta =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "finish"; readonly reply: ModelReply };

/** What agents need from a language model; `@convoke/language-model` implements it. */
export interface LanguageModel {
  generate(request: ModelRequest): Promise<ModelReply>;
  stream(request: ModelRequest): AsyncIterable<ModelDelta>;
}
