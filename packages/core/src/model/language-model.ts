import type { Amount } from "../budget/budget-limits.ts";

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

/** Narrows the tools that one reply may call, without a change of the list. */
export interface ModelToolChoice {
  readonly allowed: readonly string[];
  /** True when the reply must call one of them. @default false */
  readonly required?: boolean;
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  /** JSON Schema that the reply's `object` must satisfy. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** The same list, in the same order, for every call of a conversation: so that a provider can cache it. */
  readonly tools?: readonly ModelTool[];
  /** Which of `tools` may be called now. @default all of them, or none */
  readonly toolChoice?: ModelToolChoice;
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

/** The part of a request that decides what it can use. */
export type ModelEstimateRequest = Pick<ModelRequest, "messages" | "schema" | "tools" | "maxOutputTokens">;

/** What agents need from a language model; `@convoke/language-model` implements it. */
export interface LanguageModel {
  /** What the model is called, for records and for people. */
  readonly modelName?: string;
  /**
   * What a call can use at most: its input as far as it can be told beforehand, and `maxOutputTokens`, priced when prices are
   * known. Left out: tokens are estimated from the bytes of the request, and money is not reserved.
   */
  estimate?(request: ModelEstimateRequest): Amount;
  generate(request: ModelRequest): Promise<ModelReply>;
  stream(request: ModelRequest): AsyncIterable<ModelDelta>;
}
