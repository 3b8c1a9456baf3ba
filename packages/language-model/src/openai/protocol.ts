import type { ModelFinishReason, ModelRequest, ModelToolCall } from "@convoke/core";
import type { OpenAI } from "openai";
import type { Feature } from "./features.ts";
import type { OpenAiSettings } from "./openai-options.ts";

/** Tokens as an endpoint counts them. */
export interface RawUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the input, those that were found in the cache. */
  readonly cachedTokens: number;
}

/** A reply as an endpoint gives it. */
export interface RawReply {
  readonly text: string;
  readonly toolCalls: readonly ModelToolCall[];
  readonly finishReason: ModelFinishReason;
  readonly usage: RawUsage | undefined;
}

/** Reads a stream, event by event. Throws a `SyntaxError` for what is no event. */
export interface StreamReader {
  /** Takes an event, and returns the text that it adds. */
  push(event: unknown): string;
  /** The whole reply; throws a `SyntaxError` when the stream ended before it did. */
  end(): RawReply;
}

/** A request's body, and which of its fields not every endpoint takes. */
export interface BuiltBody {
  readonly body: Readonly<Record<string, unknown>>;
  readonly sent: ReadonlySet<Feature>;
}

/** What differs between Chat Completions and Responses. */
export interface Protocol {
  build(
    request: ModelRequest,
    settings: OpenAiSettings,
    without: ReadonlySet<Feature>,
    isStream: boolean,
  ): BuiltBody;
  ask(client: OpenAI, body: BuiltBody["body"], signal: AbortSignal): Promise<unknown>;
  open(client: OpenAI, body: BuiltBody["body"], signal: AbortSignal): Promise<AsyncIterable<unknown>>;
  /** Throws a `SyntaxError` for what is no reply. */
  readReply(answer: unknown, createId: () => string): RawReply;
  createReader(createId: () => string): StreamReader;
}
